using VramBot.Core.Gpus;
using VramBot.Testing;

namespace VramBot.CatalogFiles.Tests;

/// <summary>Prices as config/gpus has them.</summary>
public sealed class GpuPriceTests
{
    [Theory]
    [InlineData("rtx-5090", 1999, 2025, 1.22, 0.69)]
    [InlineData("rtx-3090", 1499, 2020, 0.39, 0.22)]
    public void A_card_has_its_list_price_and_what_an_hour_of_it_costs(string card, int launch, int year, double hour, double spot)
    {
        var gpu = Card(card);
        Assert.Equal((launch, year), ((int)gpu.LaunchPriceUsd!.Value, gpu.Year));
        Assert.Null(gpu.PriceNote);
        Assert.Equal(((decimal)hour, (decimal?)spot, "RunPod", "2026-03"), (gpu.Rental!.OnDemandUsd, gpu.Rental.SpotUsd, gpu.Rental.Provider, gpu.Rental.Date));
    }

    [Fact]
    public void A_card_without_a_list_price_says_so()
    {
        var gpu = Card("h100-sxm-80gb");
        Assert.Contains("no list price", gpu.PriceNote, StringComparison.Ordinal);
        Assert.Equal(new RentalRange(1.99m, 5.0m, "2026-05", "mercatus-ai.com"), gpu.RentalMarket);
        Assert.Equal(700, gpu.PowerWatts);
    }

    [Fact]
    public void Every_rental_price_has_its_month_and_source() => Assert.All(
        ShippedCatalogs.Catalog.Gpus.All.Where(gpu => gpu.Rental is not null),
        gpu => Assert.Matches(@"^20\d\d-[01]\d$", gpu.Rental!.Date));

    private static Gpu Card(string card) => ShippedCatalogs.Catalog.Gpus.Find(card) ?? throw new InvalidOperationException(card);
}
