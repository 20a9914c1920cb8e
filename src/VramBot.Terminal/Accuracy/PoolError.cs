namespace VramBot.Terminal.Accuracy;

/// <summary>
/// The error of a cache pool as a share of the card: the pool is what all other parts leave of it, so a small pool is off by a large part of itself without
/// any of them being wrong by much.
/// </summary>
/// <param name="Outcome">The case.</param>
/// <param name="Predicted">The pool as estimated, GiB.</param>
/// <param name="Measured">The pool as printed, GiB.</param>
/// <param name="Card">The card's memory, GiB.</param>
internal sealed record PoolError(CaseOutcome Outcome, double Predicted, double Measured, double Card)
{
    /// <summary>(estimated − measured) / card.</summary>
    public double Share => (Predicted - Measured) / Card;

    /// <summary>The error of a case's pool, or null when it states none.</summary>
    public static PoolError? Of(CaseOutcome outcome) =>
        outcome.Estimate is { Pool: not null } estimate
        && outcome.Case.MeasuredNumber("kv_gib") is > 0 and var measured
        && outcome.PredictedNumber("kv_gib") is { } predicted
        && (outcome.Case.MeasuredNumber("capacity_gib") ?? estimate.Request.Gpu?.Usable.TotalGibibytes) is > 0 and var card
            ? new(outcome, predicted, measured, card)
            : null;
}
