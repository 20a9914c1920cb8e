namespace VramBot.Core.Estimation.Adapters;

/// <summary>LoRA adapters that are loaded beside a model while it serves.</summary>
/// <param name="Count">How many lie in memory at once.</param>
/// <param name="Rank">Their rank: the inner width of the two matrices that each adapted layer gets.</param>
/// <param name="Targets">The projections that they are on.</param>
public sealed record ServedAdapters(int Count, int Rank, AdapterTargets Targets = AdapterTargets.AllLinear)
{
    /// <summary>The rank when none is named: the one of most published adapters, and vLLM's own default (max_lora_rank).</summary>
    public const int DefaultRank = 16;
}
