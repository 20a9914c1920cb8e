using VramBot.Terminal.Accuracy;

namespace VramBot.Terminal.Tests.Accuracy;

public sealed class QuantilesTests
{
    [Theory]
    [InlineData(0.5, 5)]
    [InlineData(0.05, 1)]
    [InlineData(0.95, 9)]
    [InlineData(0.25, 2.6666667)]
    public void A_percentile_lies_between_neighbours_and_never_past_the_outermost(double share, double value) =>
        Assert.Equal(value, Quantiles.Of([1, 2, 3, 4, 5, 6, 7, 8, 9], share), 6);

    // Student's t at 95 %: 1.895 with 7 degrees of freedom, 1.729 with 19.
    [Theory]
    [InlineData(8, 1.895 * 1.06066 / 1.64485)]
    [InlineData(20, 1.729 * 1.02470 / 1.64485)]
    [InlineData(100_000, 1)]
    public void Few_cases_leave_doubt(int cases, double factor) => Assert.Equal(factor, Quantiles.DoubtOf(cases), 2);
}
