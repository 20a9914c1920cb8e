using System.Collections.Immutable;
using VramBot.Commands.Grammar;
using VramBot.Core.Costs;
using VramBot.Core.Estimation;
using VramBot.Core.Fitting;
using VramBot.Core.RulesOfThumb;

namespace VramBot.Commands.Handlers;

/// <summary>A <c>/vram</c> question answered in figures, before any wording.</summary>
/// <param name="Line">The line in its normal form.</param>
/// <param name="Question">What was said.</param>
/// <param name="Estimate">The estimate, on the person's cards when they named some.</param>
/// <param name="Own">How it sits on the person's cards; null when none were named.</param>
/// <param name="OnEveryCard">How it sits on every card of the catalog; worked out where it is asked for, which is seldom when cards were named.</param>
/// <param name="Suggestions">What to change.</param>
public sealed record VramAnswer(
    TypedLine Line,
    VramQuestion Question,
    Estimate Estimate,
    GpuFit? Own,
    Lazy<ImmutableArray<GpuFit>> OnEveryCard,
    ImmutableArray<Suggestion> Suggestions)
{
    /// <summary>How it sits on every card of the catalog.</summary>
    public ImmutableArray<GpuFit> Fits => OnEveryCard.Value;

    /// <summary>What the sum that was named buys; null when none was.</summary>
    public HardwareBudget? Budget { get; init; }

    /// <summary>The largest micro-batch of a training run on cards that people own or rent; empty for inference, and when cards were named.</summary>
    public ImmutableArray<MicroBatchRow> MicroBatches { get; init; } = [];

    /// <summary>The most users on such cards; empty unless as many as fit were asked for without naming a card.</summary>
    public ImmutableArray<BatchRow> Batches { get; init; } = [];

    /// <summary>The rule of thumb that was asked for; null for the estimate alone.</summary>
    public RuleEstimate? Rule { get; init; }
}
