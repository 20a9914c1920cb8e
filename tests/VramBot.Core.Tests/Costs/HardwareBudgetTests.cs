using VramBot.Core.Costs;
using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Estimation.Training;
using VramBot.Core.Fitting;
using VramBot.Core.Tests.Estimation;
using VramBot.Core.Tests.Fitting;
using VramBot.Testing;

namespace VramBot.Core.Tests.Costs;

public sealed class HardwareBudgetTests
{
    private static readonly EstimateRequest Seventy = Requests.Of("llama-3.3-70b", "bf16", 4096, KnownEngines.Vllm);

    [Fact]
    public void Offers_are_within_the_sum_hold_the_model_and_none_betters_another()
    {
        var offers = HardwareBudget.Of(Seventy, 3000, keepsFormat: false, keepsEngine: false, ShippedCatalogs.Catalog).Offers;
        Assert.InRange(offers.Length, 1, 5);
        foreach (var offer in offers)
        {
            Assert.InRange(offer.PriceUsd, 1, 3000);
            Assert.Equal(offer.Fit.Count * offer.Fit.Gpu.LaunchPriceUsd, offer.PriceUsd);
            Assert.NotEqual(FitVerdict.DoesNotFit, offer.Fit.Verdict);
            Assert.DoesNotContain(offers, other => other != offer && other.Bits >= offer.Bits && other.PriceUsd < offer.PriceUsd && other.Pace > offer.Pace);
        }

        Assert.Equal(offers.OrderByDescending(offer => offer.Bits).Select(offer => offer.Bits), offers.Select(offer => offer.Bits));
    }

    [Fact]
    public void What_is_too_dear_as_asked_is_answered_with_the_cheapest_set_and_with_what_fits_after_a_change()
    {
        var budget = HardwareBudget.Of(Seventy, 3000, keepsFormat: true, keepsEngine: false, ShippedCatalogs.Catalog);
        Assert.Empty(budget.Offers);
        Assert.True(budget.Cheapest!.PriceUsd > 3000);
        Assert.Equal("bf16", budget.Cheapest.Fit.Estimate.Request.Weights.Id);
        Assert.NotEmpty(budget.Changed);
        Assert.All(budget.Changed, offer => Assert.InRange(offer.PriceUsd, 1, 3000));
    }

    [Fact]
    public void More_money_never_buys_worse_weights()
    {
        var best = 0.0;
        foreach (var dollars in new[] { 500m, 1000m, 2000m, 4000m, 8000m, 20000m, 100000m })
        {
            var offers = HardwareBudget.Of(Seventy, dollars, keepsFormat: false, keepsEngine: false, ShippedCatalogs.Catalog).Offers;
            var bits = offers.Length == 0 ? 0 : offers[0].Bits;
            Assert.True(bits >= best);
            best = bits;
        }

        Assert.Equal(16, best);
    }

    /// <summary>The third seed's second question: "LoRA on 7B for $2000".</summary>
    [Fact]
    public void A_run_is_bought_for_too()
    {
        var budget = HardwareBudget.Of(TrainingRequests.Of("llama-2-7b", TrainingTask.LowRank), 2000, keepsFormat: false, keepsEngine: false, ShippedCatalogs.Catalog);
        Assert.NotEmpty(budget.Offers);
        Assert.All(budget.Offers, offer => Assert.Null(offer.Speed));
    }
}
