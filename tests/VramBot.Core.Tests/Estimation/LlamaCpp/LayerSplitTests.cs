using VramBot.Core.Estimation.LlamaCpp;

namespace VramBot.Core.Tests.Estimation.LlamaCpp;

public sealed class LayerSplitTests
{
    // The upper bound of cumulated shares, as llama.cpp takes it.
    [Theory]
    [InlineData(new[] { 1.0, 1.0 }, 33, 17)]
    [InlineData(new[] { 3.0, 1.0 }, 33, 25)]
    [InlineData(new[] { 1.0, 2.0 }, 41, 14)]
    [InlineData(new[] { 0.0, 1.0 }, 10, 0)]
    public void Shares_cut_where_they_are_cumulated(double[] shares, int layers, int onFirst) =>
        Assert.Equal(onFirst, Enumerable.Range(0, layers).Count(position => LayerSplit.ByShares([.. shares], layers).GpuOf(position) == 0));

    [Fact]
    public void Equal_shares_cut_as_no_shares_do()
    {
        for (var gpus = 1; gpus <= 8; gpus++)
        {
            var split = LayerSplit.ByShares([.. Enumerable.Repeat(1.0, gpus)], 65);
            for (var position = 0; position < 65; position++)
                Assert.Equal(gpus * position / 65, split.GpuOf(position));
        }
    }

    [Theory]
    [InlineData(new long[] { 1, 1, 1, 1, 4 }, 2, new[] { 0, 0, 0, 0, 1 })]
    [InlineData(new long[] { 2, 2, 2, 2, 2, 2 }, 3, new[] { 0, 0, 1, 1, 2, 2 })]
    [InlineData(new long[] { 5, 1, 1, 1 }, 2, new[] { 0, 1, 1, 1 })]
    public void Loads_are_spread_so_that_the_heaviest_is_light(long[] loads, int gpus, int[] expected) =>
        Assert.Equal(expected, loads.Select((_, position) => LayerSplit.ByLoad(loads, gpus).GpuOf(position)));

    [Fact]
    public void Splits_that_cut_alike_are_equal() => Assert.Equal(LayerSplit.ByShares([1, 1], 10), LayerSplit.ByShares([2, 2], 10));
}
