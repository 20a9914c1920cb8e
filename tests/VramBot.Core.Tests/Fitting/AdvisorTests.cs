using VramBot.Core.Engines;
using VramBot.Core.Fitting;
using VramBot.Core.Tests.Estimation;
using VramBot.Testing;

namespace VramBot.Core.Tests.Fitting;

public sealed class AdvisorTests
{
    [Theory]
    [InlineData("mixtral-8x7b", "int4")]
    [InlineData("llama-3.3-70b", "bf16")]
    [InlineData("qwen3-32b", "fp8")]
    public void Every_suggestion_was_estimated_again(string model, string format)
    {
        var asked = Requests.Estimate(Requests.Of(model, format, 4096, KnownEngines.Vllm));
        var suggestions = Advisor.Suggest(asked, null, ShippedCatalogs.Catalog);
        Assert.InRange(suggestions.Count(suggestion => suggestion.Fit is not null), 1, 3);
        foreach (var suggestion in suggestions)
        {
            Assert.Equal(Requests.Estimate(suggestion.Changed).Total, suggestion.Estimate.Total);
            Assert.NotEqual(FitVerdict.DoesNotFit, suggestion.Fit?.Verdict);
            if (suggestion.Fit is { Count: 1 } fit)
                Assert.Equal(Assert.IsType<Result<GpuFit>.Ok>(FitFinder.Find(asked.Request, fit.Gpu, 1)).Value.Estimate.Total - suggestion.Estimate.Total, suggestion.Saves);
        }
    }

    [Fact]
    public void A_card_with_room_is_offered_better_weights_and_nothing_smaller()
    {
        var fit = Assert.IsType<Result<GpuFit>.Ok>(FitFinder.Find(
            Requests.Of("llama-3.1-8b", "Q4_K_M", 4096, KnownEngines.LlamaCpp), ShippedCatalogs.Catalog.Gpus.Find("4090")!, 1)).Value;
        Assert.All(Advisor.Suggest(fit.Estimate, fit, ShippedCatalogs.Catalog), suggestion => Assert.Equal(SuggestionKind.BetterFormat, suggestion.Kind));
    }
}
