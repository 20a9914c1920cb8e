using VramBot.Core.Engines;
using VramBot.Core.Estimation.Training;
using VramBot.Core.Fitting;
using VramBot.Core.Tests.Estimation;
using VramBot.Testing;

namespace VramBot.Core.Tests.Fitting;

/// <summary>Advice for runs: estimated again, and in the order of what it costs.</summary>
public sealed class TrainingAdvisorTests
{
    public static TheoryData<string, TrainingTask, string, string, int, int> Asked() => new()
    {
        { "llama-3.1-8b", TrainingTask.Full, "transformers", "rtx-4090", 1, 1 },
        { "llama-3.1-8b", TrainingTask.Full, "transformers", "rtx-4090", 8, 1 },
        { "llama-3.1-8b", TrainingTask.LowRank, "transformers", "rtx-3060-12gb", 1, 8 },
        { "llama-3.3-70b", TrainingTask.QuantizedLowRank, "axolotl", "rtx-3090", 2, 4 },
        { "qwen3-8b", TrainingTask.Full, "deepspeed", "a100-40gb", 4, 2 },
        { "llama-3.1-8b", TrainingTask.Pretrain, "torchtitan", "rtx-5090", 8, 4 },
        { "llama-3.2-1b", TrainingTask.QuantizedLowRank, "transformers", "rtx-4090", 1, 1 },
        { "gemma-3-12b", TrainingTask.LowRank, "torchtune", "rtx-4090", 1, 4 },
        { "llama-3.1-8b", TrainingTask.QuantizedLowRank, "unsloth", "rtx-3060-12gb", 1, 16 },
    };

    [Theory]
    [MemberData(nameof(Asked))]
    public void Every_suggestion_was_estimated_again_on_the_cards_that_it_names(string model, TrainingTask task, string engine, string gpu, int count, int samples)
    {
        var fit = TrainingRequests.Fit(TrainingRequests.Of(model, task, KnownEngines.All.Find(engine), samples: samples), gpu, count);
        var suggestions = Advisor.Suggest(fit.Estimate, fit, ShippedCatalogs.Catalog);
        Assert.InRange(suggestions.Length, fit.Verdict == FitVerdict.DoesNotFit ? 1 : 0, 3);
        foreach (var suggestion in suggestions)
        {
            Assert.Equal(Requests.Estimate(suggestion.Changed).Total, suggestion.Estimate.Total);
            Assert.Equal(fit.Estimate.Total - suggestion.Estimate.Total, suggestion.Saves);
            Assert.NotEqual(FitVerdict.DoesNotFit, suggestion.Fit?.Verdict);
            Assert.NotEqual(fit.Estimate.Request, suggestion.Changed);
        }
    }

    [Theory]
    [MemberData(nameof(Asked))]
    public void What_works_leaves_no_room_for_what_does_not(string model, TrainingTask task, string engine, string gpu, int count, int samples)
    {
        var fit = TrainingRequests.Fit(TrainingRequests.Of(model, task, KnownEngines.All.Find(engine), samples: samples), gpu, count);
        Assert.InRange(Advisor.Suggest(fit.Estimate, fit, ShippedCatalogs.Catalog).Select(suggestion => suggestion.Fit is null).Distinct().Count(), 0, 1);
    }

    [Fact]
    public void Every_weight_of_eight_billion_on_one_24_gigabyte_card_becomes_a_step_in_the_backward_pass_or_adapters()
    {
        var fit = TrainingRequests.Fit(TrainingRequests.Of("llama-3.1-8b", TrainingTask.Full), "rtx-4090");
        Assert.Equal(FitVerdict.DoesNotFit, fit.Verdict);
        var suggestions = Advisor.Suggest(fit.Estimate, fit, ShippedCatalogs.Catalog);
        Assert.All(suggestions, suggestion => Assert.NotNull(suggestion.Fit));
        Assert.Equal((SuggestionKind.Framework, true), (suggestions[0].Kind, suggestions[0].Changed.Training!.StepsInBackward));
        Assert.Equal([TrainingTask.LowRank, TrainingTask.QuantizedLowRank], suggestions.Skip(1).Select(suggestion => suggestion.Changed.Training!.Task));
    }

    [Fact]
    public void A_smaller_micro_batch_keeps_the_samples_of_a_step()
    {
        var fit = TrainingRequests.Fit(TrainingRequests.Of("llama-3.1-8b", TrainingTask.QuantizedLowRank, samples: 12), "rtx-3060-12gb");
        var changed = Advisor.Suggest(fit.Estimate, fit, ShippedCatalogs.Catalog).Select(suggestion => suggestion.Changed).ToList();
        Assert.All(changed, request => Assert.Equal(12, request.Sequences * request.Training!.Accumulation));
        Assert.Contains(changed, request => request.Sequences < 12);
    }

    [Fact]
    public void A_card_with_room_is_offered_better_training_or_faster_steps()
    {
        var fit = TrainingRequests.Fit(TrainingRequests.Of("llama-3.1-8b", TrainingTask.QuantizedLowRank), "h100");
        var suggestions = Advisor.Suggest(fit.Estimate, fit, ShippedCatalogs.Catalog);
        Assert.NotEmpty(suggestions);
        Assert.All(suggestions, suggestion => Assert.Equal(FitVerdict.Fits, suggestion.Fit!.Verdict));
        Assert.Equal(TrainingTask.LowRank, suggestions[0].Changed.Training!.Task);
    }

    [Fact]
    public void Without_cards_something_is_said_all_the_same()
    {
        var asked = Requests.Estimate(TrainingRequests.Of("llama-3.1-8b", TrainingTask.Full));
        Assert.Contains(Advisor.Suggest(asked, null, ShippedCatalogs.Catalog), suggestion => suggestion.Fit is not null);
    }
}
