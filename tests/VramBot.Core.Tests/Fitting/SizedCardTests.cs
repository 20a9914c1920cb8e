using VramBot.Core.Fitting;
using VramBot.Core.Gpus;
using VramBot.Testing;

namespace VramBot.Core.Tests.Fitting;

public sealed class SizedCardTests
{
    private static readonly IEnumerable<Gpu> Gpus = ShippedCatalogs.Catalog.Gpus.All;

    // What torch reports of them: A10 and L4 22.5 GiB with error correction, L40S 45 GiB, H100 79.6 GiB.
    [Theory]
    [InlineData(24, 22.4, 22.6)]
    [InlineData(48, 44.9, 45.1)]
    [InlineData(80, 79.5, 79.7)]
    public void It_has_what_the_least_of_its_size_has(double gigabytes, double least, double most) =>
        Assert.InRange(SizedCard.Of(Gpus, gigabytes)?.Card.Usable.TotalGibibytes ?? 0, least, most);

    [Fact]
    public void What_fits_it_fits_every_current_card_of_its_size()
    {
        var current = Gpus.Where(gpu => gpu is { Vendor: GpuVendor.Nvidia, IsUnified: false } && CommonCards.Contains(gpu)).ToList();
        Assert.NotEmpty(current);
        Assert.All(current, gpu =>
        {
            var sized = SizedCard.Of(Gpus, gpu.NominalGigabytes);
            Assert.NotNull(sized);
            Assert.True(sized.IsSold);
            Assert.True(sized.Card.Usable <= gpu.Usable && gpu.Usable <= sized.Most.Usable, gpu.Id);
        });
    }

    [Fact]
    public void A_size_between_those_sold_grows_from_the_next_smaller()
    {
        var between = SizedCard.Of(Gpus, 18);
        Assert.NotNull(between);
        Assert.False(between.IsSold);
        Assert.Equal(16, between.Least.NominalGigabytes);
        Assert.Equal(between.Least.Usable.TotalGibibytes * 18 / 16, between.Card.Usable.TotalGibibytes, 6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.9)]
    [InlineData(-24)]
    [InlineData(289)]
    [InlineData(double.NaN)]
    public void A_size_that_no_card_has_is_none(double gigabytes) => Assert.Null(SizedCard.Of(Gpus, gigabytes));

    [Fact]
    public void Without_cards_there_is_no_size() => Assert.Null(SizedCard.Of([], 24));
}
