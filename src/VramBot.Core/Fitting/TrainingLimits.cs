using VramBot.Core.Units;

namespace VramBot.Core.Fitting;

/// <summary>How far a run can grow on some cards, each size by itself while the others stay.</summary>
/// <param name="MicroBatch">The largest micro-batch; null when not even one sample fits.</param>
/// <param name="Length">The longest samples; null when none fit.</param>
/// <param name="Rank">The largest rank of adapters; null without adapters, or when none fits.</param>
public sealed record TrainingLimits(int? MicroBatch, TokenCount? Length, int? Rank)
{
    /// <summary>All three for a run where it lies.</summary>
    public static TrainingLimits Of(GpuFit fit) => new(MicroBatchLimit.Of(fit), SampleLengthLimit.Of(fit), RankLimit.Of(fit));
}
