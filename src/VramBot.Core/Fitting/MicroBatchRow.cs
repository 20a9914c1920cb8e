using VramBot.Core.Gpus;

namespace VramBot.Core.Fitting;

/// <summary>The largest micro-batch on a card.</summary>
/// <param name="Gpu">The card.</param>
/// <param name="Samples">The samples; null when not even one fits.</param>
public sealed record MicroBatchRow(Gpu Gpu, int? Samples);
