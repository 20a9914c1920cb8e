using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Estimation.Training;
using VramBot.Core.Fitting;
using VramBot.Core.Gpus;
using VramBot.Core.Units;
using VramBot.Testing;

namespace VramBot.Core.Tests.Fitting;

/// <summary>A limit fits, and one more does not.</summary>
public sealed class TrainingLimitTests
{
    public static TheoryData<string, TrainingTask, string, string, int> Cases()
    {
        var cases = new TheoryData<string, TrainingTask, string, string, int>();
        foreach (var (model, task) in new[] { ("llama-3.1-8b", TrainingTask.QuantizedLowRank), ("llama-3.2-1b", TrainingTask.Full), ("qwen3-8b", TrainingTask.LowRank), ("mixtral-8x7b", TrainingTask.QuantizedLowRank) })
            foreach (var engine in new[] { "transformers", "deepspeed", "torchtune", "litgpt" })
                foreach (var (gpu, count) in new[] { ("rtx-3060-12gb", 1), ("rtx-4090", 1), ("h100", 1), ("rtx-4090", 4) })
                    cases.Add(model, task, engine, gpu, count);
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_largest_micro_batch_fits_and_one_sample_more_does_not(string model, TrainingTask task, string engine, string gpu, int count)
    {
        var fit = Fit(model, task, engine, gpu, count);
        var limit = MicroBatchLimit.Of(fit);
        if (limit > 0)
            Assert.True(Holds(fit, fit.Estimate.Request with { Sequences = limit.Value }));
        if (limit < MicroBatchLimit.Most || limit is null)
            Assert.False(Holds(fit, fit.Estimate.Request with { Sequences = (limit ?? 0) + 1 }));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_longest_samples_fit_and_one_token_more_does_not(string model, TrainingTask task, string engine, string gpu, int count)
    {
        var fit = Fit(model, task, engine, gpu, count);
        var limit = SampleLengthLimit.Of(fit)?.Count;
        if (limit > 0)
            Assert.True(Holds(fit, fit.Estimate.Request with { Context = new TokenCount(limit.Value) }));
        if (limit < fit.Estimate.Request.Model.MaxContext.Count || limit is null)
            Assert.False(Holds(fit, fit.Estimate.Request with { Context = new TokenCount((limit ?? 0) + 1) }));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_largest_rank_fits_and_one_more_does_not(string model, TrainingTask task, string engine, string gpu, int count)
    {
        var fit = Fit(model, task, engine, gpu, count);
        var run = fit.Estimate.Request.Training!;
        var limit = RankLimit.Of(fit);
        if (run.Adapter is not { } adapter)
        {
            Assert.Null(limit);
            return;
        }

        if (limit > 0)
            Assert.True(Holds(fit, fit.Estimate.Request with { Training = run with { Adapter = adapter with { Rank = limit.Value } } }));
        if (limit < fit.Estimate.Request.Model.Network!.HiddenSize || limit is null)
            Assert.False(Holds(fit, fit.Estimate.Request with { Training = run with { Adapter = adapter with { Rank = (limit ?? 0) + 1 } } }));
    }

    [Fact]
    public void The_table_names_a_dozen_cards_and_a_larger_one_of_a_kind_never_takes_less()
    {
        var rows = MicroBatchTable.Of(TrainingRequests.Of("llama-3.1-8b", TrainingTask.QuantizedLowRank), ShippedCatalogs.Catalog);
        Assert.InRange(rows.Length, 12, 15);
        Assert.Equal(rows.OrderBy(row => row.Gpu.Usable.Count).Select(row => row.Gpu.Id), rows.Select(row => row.Gpu.Id));
        foreach (var row in rows)
            Assert.Equal(MicroBatchLimit.Of(TrainingRequests.Fit(TrainingRequests.Of("llama-3.1-8b", TrainingTask.QuantizedLowRank), row.Gpu.Id)), row.Samples);
        Assert.True(rows.Single(row => row.Gpu.Id == "rtx-5090").Samples > rows.Single(row => row.Gpu.Id == "rtx-4090").Samples);
    }

    [Fact]
    public void The_table_counts_samples_whatever_micro_batch_was_asked()
    {
        var one = MicroBatchTable.Of(TrainingRequests.Of("llama-3.1-8b", TrainingTask.LowRank), ShippedCatalogs.Catalog);
        var many = MicroBatchTable.Of(TrainingRequests.Of("llama-3.1-8b", TrainingTask.LowRank, samples: 64), ShippedCatalogs.Catalog);
        Assert.Equal(one.AsEnumerable(), many);
    }

    private static GpuFit Fit(string model, TrainingTask task, string engine, string gpu, int count) =>
        TrainingRequests.Fit(TrainingRequests.Of(model, task, KnownEngines.All.Find(engine)), gpu, count);

    private static bool Holds(GpuFit fit, EstimateRequest request) => TrainingRequests.Fit(request, fit.Gpu.Id, fit.Count).Verdict != FitVerdict.DoesNotFit;
}
