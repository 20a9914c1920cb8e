using VramBot.Core.Planning;

namespace VramBot.Commands.Grammar;

/// <summary>A <c>/vram-plan</c> line understood.</summary>
/// <param name="Replica">What was said of model, formats, engine and cards.</param>
/// <param name="Traffic">What has to be served.</param>
public sealed record PlanQuestion(VramQuestion Replica, Traffic Traffic)
{
    /// <summary>Share of each card that is to stay free; null for the engine's own reserve.</summary>
    public double? Headroom { get; init; }

    /// <summary>Cards of one replica, where they were counted: by the card, by tp and pp, or as so many of no kind.</summary>
    public int? Cards { get; init; }

    /// <summary>GPUs at hand, where more were counted than the ranks of one replica: <c>gpu:8x80GB tp:4</c>.</summary>
    public int? Have { get; init; }

    /// <summary>Which of the lengths were not said.</summary>
    public AssumedLengths Assumed { get; init; }
}
