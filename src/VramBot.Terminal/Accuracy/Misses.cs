using System.Globalization;
using VramBot.Core.Estimation.Bands;

namespace VramBot.Terminal.Accuracy;

/// <summary>Finds what the estimates miss: parts by more than 5 % and 0.1 GiB, pools by more than 2.5 % of the card, verdicts.</summary>
internal static class Misses
{
    private const double Share = 0.05;
    private const double Gibibytes = 0.1;

    /// <summary>What PyTorch's allocator keeps follows rules of thumb, so only more than this is a miss of its counters.</summary>
    private const double ShareOfCache = 0.15;

    private const double ShareOfCard = 0.025;

    public static IEnumerable<Miss> Of(CaseOutcome outcome)
    {
        var missed = Residuals.Of(outcome).Where(IsMissed).ToList();
        foreach (var residual in missed.Where(residual => !residual.IsSum || missed.TrueForAll(other => other.IsSum)))
            yield return new(outcome.Case.Id, residual.Component, Words(residual));
        if (PoolError.Of(outcome) is { } pool && Math.Abs(pool.Share) > ShareOfCard)
            yield return new(outcome.Case.Id, "pool", $"{Size(pool.Predicted)} for {Size(pool.Measured)} GiB, {ErrorRow.Signed(pool.Share)} of the card");
        if (outcome.VerdictIsRight() == false)
            yield return new(outcome.Case.Id, "verdict", (bool)outcome.Predicted!["fits"] ? "called a run, died" : "called dead, ran");
    }

    private static bool IsMissed(Residual residual)
    {
        if (residual.Counter is { } counter)
            return Math.Abs(residual.Error) > (counter == TrainingCounter.Allocated ? Share : ShareOfCache);
        var ofToken = residual.Component == "cache per token";
        return !residual.IsImplied && residual.Measured > 0 && Math.Abs(residual.Error) > Share && (ofToken || Math.Abs(residual.Predicted - residual.Measured) > Gibibytes);
    }

    private static string Words(Residual residual) => residual.Component == "cache per token"
        ? string.Create(CultureInfo.InvariantCulture, $"{residual.Predicted * (1 << 20):0.#} for {residual.Measured * (1 << 20):0.#} KiB, {ErrorRow.Signed(residual.Error)}")
        : $"{Size(residual.Predicted)} for {Size(residual.Measured)} GiB, {ErrorRow.Signed(residual.Error)}";

    private static string Size(double gibibytes) => gibibytes.ToString("0.00", CultureInfo.InvariantCulture);
}
