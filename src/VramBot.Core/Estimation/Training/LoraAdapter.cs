using VramBot.Core.Estimation.Adapters;

namespace VramBot.Core.Estimation.Training;

/// <summary>The adapters that a run trains.</summary>
/// <param name="Rank">The inner width of the two matrices that each adapted layer gets.</param>
/// <param name="Targets">The projections that they are on.</param>
public sealed record LoraAdapter(int Rank, AdapterTargets Targets = AdapterTargets.AllLinear)
{
    /// <summary>The rank when none is named.</summary>
    public const int DefaultRank = 16;

    /// <summary>Whether adapters are kept in 32 bit, as PEFT casts them (autocast_adapter_dtype), or in the type of the weights.</summary>
    public bool InFloat { get; init; } = true;

    /// <summary>Whether inputs pass dropout, whose mask is kept.</summary>
    public bool HasDropout { get; init; }

    /// <summary>Whether a learned magnitude scales each row (DoRA, arXiv:2402.09353).</summary>
    public bool IsDora { get; init; }

    /// <summary>Whether embedding and head are trained whole beside them (PEFT's modules_to_save).</summary>
    public bool TrainsEmbeddings { get; init; }

    /// <summary>Trained weights where the source states them instead of rank and targets; null otherwise.</summary>
    public long? StatedParameters { get; init; }
}
