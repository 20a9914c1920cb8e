using VramBot.Core.Estimation.Bands;

namespace VramBot.Terminal.Accuracy;

/// <summary>Makes the rows of <c>bands.json</c>: the errors of graded runs by part, for every key that they belong to.</summary>
/// <remarks>
/// llama.cpp's dry runs are left out: exact by nature, they would make the bands of real runs too narrow. So are figures of sources that do not state what
/// decides them; how many figures lie in their bands is counted over those too.
/// </remarks>
internal static class BandRows
{
    /// <summary>Training runs come from few sources, each of many alike runs: from this many on the percentiles are taken as they are, which held 88 % of runs held out.</summary>
    private const int EnoughRuns = 20;

    /// <param name="residuals">The errors.</param>
    /// <param name="reasons">What is known of the misses.</param>
    public static IReadOnlyList<BandRow> Of(IEnumerable<Residual> residuals, IReadOnlyList<MissReason> reasons) =>
    [
        .. residuals.Where(residual => Counts(residual) && !reasons.Any(reason => reason.Unstated && reason.Explains(residual.Outcome.Case.Id, residual.Component)))
            .SelectMany(residual => residual.Keys().Distinct().Select(key => (Key: key, residual)))
            .GroupBy(found => (found.Key, Part: found.residual.PartName), found => found.residual)
            .Select(group => RowOf(group.Key.Key, group.Key.Part, [.. group]))
            .OrderBy(row => row.Task, StringComparer.Ordinal).ThenBy(row => row.Engine, StringComparer.Ordinal).ThenBy(row => row.Releases, StringComparer.Ordinal)
            .ThenBy(row => row.Part, StringComparer.Ordinal).ThenBy(row => row.Kind, StringComparer.Ordinal),
    ];

    /// <summary>Whether a figure makes bands.</summary>
    public static bool Counts(Residual residual) => residual is { IsBudget: false, Outcome: { IsGraded: true, IsDryRun: false }, Predicted: > 0 };

    private static BandRow RowOf(BandKey key, string part, IReadOnlyList<Residual> residuals)
    {
        var sorted = residuals.Select(residual => residual.Deviation).Order().ToList();
        var doubt = residuals[0].Counter is not null && sorted.Count >= EnoughRuns ? 1 : Quantiles.DoubtOf(sorted.Count);
        var median = Quantiles.Of(sorted, 0.5);
        var spread = new Spread(Quantiles.Of(sorted, 0.05), median, Quantiles.Of(sorted, 0.95)).Widen(doubt);
        return new()
        {
            Engine = key.Engine,
            Releases = key.Releases,
            Task = key.Task,
            Kind = key.Kind,
            Part = part,
            Cases = residuals.DistinctBy(residual => residual.Outcome.Case.Id).Count(),
            Cards = residuals.Select(residual => residual.Outcome.Case.Gpu).Distinct().Count(),
            Low = Outward(spread.Low, Math.Floor),
            Median = Math.Round(median, 5),
            High = Outward(spread.High, Math.Ceiling),
            Typical = Math.Round(Quantiles.Of([.. sorted.Select(Math.Abs).Order()], 0.5), 5),
        };
    }

    /// <summary>Rounded to a hundred-thousandth, away from the middle: no case falls out of its band by rounding.</summary>
    private static double Outward(double end, Func<double, double> round) => round(end * 1e5) / 1e5;
}
