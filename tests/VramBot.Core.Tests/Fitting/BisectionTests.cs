using VramBot.Core.Fitting;

namespace VramBot.Core.Tests.Fitting;

public sealed class BisectionTests
{
    // The largest that fits, the slack of the cheap rule above it, and what is known to fit.
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0, 9, 0)]
    [InlineData(1, 0, 0)]
    [InlineData(1, 63, 1)]
    [InlineData(7, 8, 0)]
    [InlineData(50, 3, 4)]
    [InlineData(50, 3, 50)]
    [InlineData(64, 0, 0)]
    [InlineData(99, 99, 64)]
    public void A_search_down_from_what_may_fit_finds_what_the_search_up_finds(long largest, long slack, long known)
    {
        const int Most = 64;
        Assert.Equal(
            Bisection.Largest(Most, number => number <= largest, known),
            Bisection.LargestBelow(Most, number => number <= largest + slack, number => number <= largest, known));
    }
}
