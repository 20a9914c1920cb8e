namespace VramBot.Core.Formats;

/// <summary>A measured loss of quality.</summary>
/// <param name="Model">The model that was measured.</param>
/// <param name="PerplexityIncreasePercent">Perplexity above the 16-bit model, in percent; null when only the absolute figure is known.</param>
/// <param name="Source">Where the measurement stands.</param>
public sealed record QualityMeasure(string Model, double? PerplexityIncreasePercent, string Source);
