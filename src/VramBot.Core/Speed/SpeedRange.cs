namespace VramBot.Core.Speed;

/// <summary>A speed between two bounds, never one number: what engines reach in practice lies between them.</summary>
/// <param name="Low">Tokens a second that are reached where everything goes as badly as it was measured to.</param>
/// <param name="High">Tokens a second that are reached at best.</param>
public readonly record struct SpeedRange(double Low, double High)
{
    /// <summary>What holds the speed down: the largest part of a step's time at the upper bound.</summary>
    public SpeedBound Bound { get; init; }

    /// <summary>The range of several such streams together.</summary>
    internal SpeedRange Times(double streams) => this with { Low = Low * streams, High = High * streams };
}
