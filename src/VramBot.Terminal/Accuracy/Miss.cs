namespace VramBot.Terminal.Accuracy;

/// <summary>A figure that the estimate misses.</summary>
/// <param name="Id">The case.</param>
/// <param name="Component">What is missed.</param>
/// <param name="Figures">Estimated, measured and error, in words.</param>
internal sealed record Miss(string Id, string Component, string Figures);
