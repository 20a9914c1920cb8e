using System.Collections.Immutable;
using VramBot.Core.Gpus;

namespace VramBot.Core.Planning;

/// <summary>What came of putting a replica on some cards.</summary>
/// <param name="Gpu">The card.</param>
/// <param name="Count">How many of it.</param>
internal sealed record ReplicaAttempt(Gpu Gpu, int Count)
{
    /// <summary>The replica; null when it does not serve.</summary>
    public Replica? Replica { get; init; }

    /// <summary>Why it does not, as the rest of a sentence; null when it does, or when the layout is impossible.</summary>
    public string? Shortfall { get; init; }

    /// <summary>Why the layout is impossible; empty when it is possible.</summary>
    public ImmutableArray<Problem> Problems { get; init; } = [];
}
