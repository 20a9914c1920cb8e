using System.Globalization;

namespace VramBot.Terminal.Accuracy;

/// <summary>One line of a table of errors: how far estimates of one component lie from what was measured.</summary>
internal sealed record ErrorRow
{
    private ErrorRow(IReadOnlyList<Residual> residuals)
    {
        var sorted = residuals.Select(residual => Math.Abs(residual.Error)).Order().ToList();
        Cases = sorted.Count;
        (Median, Ninth, NinetyFifth) = (AccuracyReport.Percentile(sorted, 0.5), AccuracyReport.Percentile(sorted, 0.9), AccuracyReport.Percentile(sorted, 0.95));
        Gibibytes = AccuracyReport.Percentile([.. residuals.Select(residual => Math.Abs(residual.Predicted - residual.Measured)).Order()], 0.9);
        TooLow = residuals.Count(residual => residual.Error < -0.05) / (double)Cases;
        Worst = residuals.MaxBy(residual => Math.Abs(residual.Error))!;
    }

    public int Cases { get; }

    public double Median { get; }

    public double Ninth { get; }

    public double NinetyFifth { get; }

    /// <summary>The 90th percentile in GiB: what a large share of a small figure comes to.</summary>
    public double Gibibytes { get; }

    /// <summary>The share of estimates that are more than 5 % too low.</summary>
    public double TooLow { get; }

    public Residual Worst { get; }

    /// <summary>The row of these figures; null when none of them is more than nothing.</summary>
    public static ErrorRow? Of(IEnumerable<Residual> residuals) => residuals.Where(residual => residual.Measured > 0).ToList() is { Count: > 0 } some ? new(some) : null;

    /// <summary>A share as tables print it.</summary>
    public static string Percent(double share) => share.ToString(share < 0.09995 ? "0.00 %" : "0.0 %", CultureInfo.InvariantCulture);

    /// <summary>A share with its sign.</summary>
    public static string Signed(double share) => (Math.Round(share, 3) + 0).ToString("+0.0 %;-0.0 %;0.0 %", CultureInfo.InvariantCulture);
}
