using System.Globalization;
using VramBot.Terminal.Accuracy;

namespace VramBot.Terminal.Tests.Accuracy;

/// <summary>How far an estimate is off for one case, as a share without its sign.</summary>
internal sealed record CaseError(string Id, double Share)
{
    /// <summary>Fails unless a share of the errors stays below a bar; names the worst.</summary>
    public static void AssertWithin(IReadOnlyCollection<CaseError> errors, double share, double bar)
    {
        var sorted = errors.OrderBy(error => error.Share).ToList();
        var reached = AccuracyReport.Percentile([.. sorted.Select(error => error.Share)], share);
        var worst = string.Join('\n', sorted.AsEnumerable().Reverse().Take(5).Select(error => string.Create(CultureInfo.InvariantCulture, $"{error.Share:P3} {error.Id}")));
        Assert.True(reached <= bar, string.Create(CultureInfo.InvariantCulture, $"{reached:P3} of {sorted.Count} cases at {share:P0}, promised {bar:P3}\n{worst}"));
    }
}
