using VramBot.Core.Costs;
using VramBot.Core.Units;

namespace VramBot.Core.Planning;

/// <summary>Equal replicas behind one load balancer.</summary>
/// <param name="Traffic">What they serve.</param>
/// <param name="Replica">One of them.</param>
public sealed record ServingPool(Traffic Traffic, Replica Replica)
{
    /// <summary>How many replicas hold the peak: peak / sequences of one, rounded up.</summary>
    public int Replicas => (Traffic.Peak + Replica.Sequences - 1) / Replica.Sequences;

    /// <summary>GPUs in all.</summary>
    public int Gpus => Replicas * Replica.Count;

    /// <summary>Sequences of the mix that all replicas hold at once.</summary>
    public long Sequences => (long)Replicas * Replica.Sequences;

    /// <summary>What renting all GPUs costs; null where no price of the card is known.</summary>
    public CloudCost? Cost => CloudCost.Of(Replica.Gpu, Gpus);

    /// <summary>Tokens of all pools; null with slots.</summary>
    public TokenCount? Tokens => Replica.Pool is { } pool ? new(Replicas * pool.Tokens.Count) : null;
}
