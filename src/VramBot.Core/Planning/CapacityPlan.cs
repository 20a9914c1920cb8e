using System.Collections.Immutable;
using VramBot.Core.Units;

namespace VramBot.Core.Planning;

/// <summary>A capacity worksheet filled in: every step's figures.</summary>
public sealed record CapacityPlan
{
    /// <summary>What it was planned from.</summary>
    public required PlanRequest Request { get; init; }

    /// <summary>All weights of the model, before they are divided over GPUs.</summary>
    public required Bytes Weights { get; init; }

    /// <summary>The replicas that serve all classes together.</summary>
    public required ServingPool Pool { get; init; }

    /// <summary>The replicas of the fewest cards that serve at all, where those of the plan are larger because fewer GPUs are needed so; else null.</summary>
    public ServingPool? Smallest { get; init; }

    /// <summary>Whether the longest class wants replicas of its own; null with one class.</summary>
    public PoolSplit? Split { get; init; }

    /// <summary>Host memory and cold start of a replica.</summary>
    public required LoadPlan Loading { get; init; }

    /// <summary>The same traffic on other cards, the best first; empty when a card was named.</summary>
    public ImmutableArray<ServingPool> Others { get; init; } = [];

    /// <summary>Whether two pools serve the traffic on fewer GPUs than one.</summary>
    public bool WantsSplit => Split?.Gpus < Pool.Gpus;
}
