using VramBot.Core.Gpus;
using VramBot.Core.Units;

namespace VramBot.Core.Fitting;

/// <summary>The most sequences on a card.</summary>
/// <param name="Gpu">The card.</param>
/// <param name="Sequences">How many; null when not even one fits.</param>
/// <param name="Total">What they take together; with none, what one would.</param>
public sealed record BatchRow(Gpu Gpu, int? Sequences, Bytes Total);
