using VramBot.Core.Estimation;
using VramBot.Core.Estimation.Bands;

namespace VramBot.Core.Tests.Estimation.Bands;

public sealed class ErrorBandTests
{
    [Theory]
    [InlineData(PartKind.Weights, 10, 9, 12)] // shares
    [InlineData(PartKind.Graphs, 10, 9.9, 10.2)] // GiB
    [InlineData(PartKind.Weights, 0, 0, 0)] // what is not there has no error
    [InlineData(PartKind.Context, 0.05, 0, 0.25)] // no part is less than nothing
    public void A_part_lies_between_its_own_percentiles(PartKind part, double size, double low, double high)
    {
        var band = BandOf(new(-0.1, 0, 0.2)).Around([(part, size)]);
        Assert.Equal((low, high), (Math.Round(band.Low, 9), Math.Round(band.High, 9)));
    }

    [Fact]
    public void Parts_err_on_their_own_so_their_deviations_add_as_squares()
    {
        var (low, high) = BandOf(new(-0.1, 0, 0.2)).Around([(PartKind.Weights, 30), (PartKind.Cache, 40)]);
        Assert.Equal((70 - 5, 70 + 10), (low, high));
    }

    [Fact]
    public void An_error_that_leans_one_way_moves_the_band()
    {
        var (low, high) = BandOf(new(0.05, 0.1, 0.2)).Around([(PartKind.Weights, 100)]);
        Assert.Equal((100, 120), (low, Math.Round(high, 9)));
    }

    private static ErrorBand BandOf(Spread spread) => new(BandBasis.SizeOnly, [.. Enum.GetValues<PartKind>().Select(_ => spread)]);
}
