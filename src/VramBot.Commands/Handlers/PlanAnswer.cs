using System.Collections.Immutable;
using VramBot.Commands.Grammar;
using VramBot.Core.Planning;

namespace VramBot.Commands.Handlers;

/// <summary>A <c>/vram-plan</c> question answered in figures, before any wording.</summary>
/// <param name="Line">The line as typed.</param>
/// <param name="Question">What was said.</param>
/// <param name="Request">What was planned from.</param>
public sealed record PlanAnswer(TypedLine Line, PlanQuestion Question, PlanRequest Request)
{
    /// <summary>The plan; null when no replica serves on the named cards.</summary>
    public CapacityPlan? Plan { get; init; }

    /// <summary>Why none serves, as the rest of a sentence; empty when one does.</summary>
    public string Shortfall { get; init; } = string.Empty;

    /// <summary>A plan on a card that serves, where the named one does not; null when none does.</summary>
    public CapacityPlan? Instead { get; init; }

    /// <summary>What would need fewer GPUs.</summary>
    public ImmutableArray<PlanChange> Changes { get; init; } = [];
}
