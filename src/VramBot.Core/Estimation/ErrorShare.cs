namespace VramBot.Core.Estimation;

/// <summary>How far a size may lie below and above its estimate, as shares of it.</summary>
/// <param name="Below">0.05: it may be 5 % less.</param>
/// <param name="Above">0.10: it may be 10 % more.</param>
public readonly record struct ErrorShare(double Below, double Above);
