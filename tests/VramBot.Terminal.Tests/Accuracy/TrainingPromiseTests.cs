using VramBot.Core.Estimation.Bands;
using VramBot.Terminal.Accuracy;

namespace VramBot.Terminal.Tests.Accuracy;

/// <summary>How near the estimates of training must stay to the measured runs, counter by counter: shares of the measured figure.</summary>
public sealed class TrainingPromiseTests
{
    private const double Half = 0.5;
    private const double NineInTen = 0.9;

    [Theory]
    [InlineData(TrainingCounter.Allocated, "high", 100, 0.015, 0.08)]
    [InlineData(TrainingCounter.Allocated, null, 160, 0.03, 0.15)]
    [InlineData(TrainingCounter.Reserved, null, 50, 0.08, 0.25)]
    [InlineData(TrainingCounter.Card, "high", 85, 0.04, 0.13)]
    [InlineData(TrainingCounter.Card, null, 195, 0.08, 0.25)]
    public void A_run_takes_what_is_estimated(TrainingCounter counter, string? confidence, int fewest, double median, double nineInTen)
    {
        var errors = Residuals(counter, confidence).Select(residual => new CaseError(residual.Outcome.Case.Id, Math.Abs(residual.Error))).ToList();
        Assert.True(errors.Count >= fewest, $"{errors.Count} figures");
        CaseError.AssertWithin(errors, Half, median);
        CaseError.AssertWithin(errors, NineInTen, nineInTen);
    }

    [Fact]
    public void Where_it_must_err_it_errs_upward()
    {
        var figures = Residuals(null, null);
        Assert.InRange(figures.Count(residual => residual.Error < -0.1) / (double)figures.Count, 0, 0.15);
    }

    [Fact]
    public void Nine_in_ten_figures_lie_in_their_band()
    {
        var figures = Residuals(null, null);
        Assert.InRange(figures.Count(residual => residual.IsInside(BandTable.Measured)) / (double)figures.Count, 0.85, 0.95);
    }

    [Fact]
    public void So_they_do_for_each_framework_with_many_runs() => Assert.All(
        Residuals(null, null).GroupBy(residual => residual.Releases.Engine.Label).Where(group => group.Count() >= 20).Select(group => (group.Key, Share: group.Count(residual => residual.IsInside(BandTable.Measured)) / (double)group.Count())),
        framework => Assert.InRange(framework.Share, 0.85, 1));

    [Fact]
    public void A_run_that_died_is_never_called_a_fit()
    {
        var died = MeasuredOutcomes.All.Where(outcome => outcome is { Estimate.Request.Training: not null } && outcome.Case.MeasuredSwitch("fits") == false).ToList();
        Assert.True(died.Count >= 15, $"{died.Count} died");
        Assert.Empty(died.Where(outcome => outcome.VerdictIsRight() == false).Select(outcome => outcome.Case.Id));
    }

    private static List<Residual> Residuals(TrainingCounter? counter, string? confidence) =>
    [
        .. MeasuredOutcomes.TrainingRuns.Where(outcome => confidence is null || outcome.Case.Confidence == confidence)
            .SelectMany(Terminal.Accuracy.Residuals.Of).Where(residual => counter is null || residual.Counter == counter),
    ];
}
