using VramBot.Core.Costs;
using VramBot.Core.Fitting;
using VramBot.Testing;

namespace VramBot.Core.Tests.Costs;

public sealed class CardsForMoneyTests
{
    [Fact]
    public void Cards_are_within_the_sum_sold_today_and_none_betters_another()
    {
        foreach (var tier in CardsForMoney.Tiers)
        {
            var cards = CardsForMoney.Best(ShippedCatalogs.Catalog.Gpus.All, tier);
            Assert.NotEmpty(cards);
            Assert.All(cards, card => Assert.True(card.LaunchPriceUsd <= tier && CommonCards.Contains(card)));
            Assert.DoesNotContain(cards, card => cards.Any(other =>
                other.NominalGigabytes > card.NominalGigabytes && other.BandwidthGigabytesPerSecond > card.BandwidthGigabytesPerSecond && other.LaunchPriceUsd < card.LaunchPriceUsd));
        }
    }

    [Fact]
    public void More_money_never_buys_less_memory()
    {
        var best = CardsForMoney.Tiers.Select(tier => CardsForMoney.Best(ShippedCatalogs.Catalog.Gpus.All, tier)[0].NominalGigabytes).ToList();
        Assert.Equal(best.Order(), best);
        Assert.Empty(CardsForMoney.Best(ShippedCatalogs.Catalog.Gpus.All, 5));
    }
}
