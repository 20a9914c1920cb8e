using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Estimation.Adapters;
using VramBot.Core.Estimation.Training;
using VramBot.Core.Estimation.Training.Presets;
using VramBot.Core.Fitting;

namespace VramBot.Core.Tests.Estimation.Training;

/// <summary>Runs whose peak, as PyTorch's allocator counted it, is published with every setting (foundation-model-stack/fms-acceleration, scripts/benchmarks/refs of February 2025).</summary>
public sealed class TrainingEstimateTests
{
    private static readonly EngineRelease Transformers = KnownEngines.Transformers.At(new(4, 47));

    // Full fine-tuning in bf16 peaks in the optimizer's step, at 10 bytes a weight, whatever the batch: half of it on each of two cards.
    [Theory]
    [InlineData("mistralai/Mistral-7B-v0.1", 4, 1, TrainingMoment.Step, 67.460)]
    [InlineData("mistralai/Mistral-7B-v0.1", 8, 1, TrainingMoment.Step, 67.461)]
    [InlineData("mistralai/Mistral-7B-v0.1", 4, 2, TrainingMoment.Step, 33.738)]
    [InlineData("ibm/PowerLM-3b", 4, 1, TrainingMoment.Step, 32.722)]
    [InlineData("ibm/PowerLM-3b", 8, 1, TrainingMoment.Loss, 43.827)]
    public void Full_fine_tuning_allocates_what_was_measured(string model, int batch, int ranks, TrainingMoment moment, double gibibytes)
    {
        var peak = Peak(model, "bf16", batch, ranks, Pure(TrainingTask.Full, ranks));
        Assert.Equal(moment, peak.Moment);
        Assert.InRange(peak.Allocated.TotalGibibytes / gibibytes, 0.99, 1.01);
    }

    // LoRA of rank 16 with dropout on the projections of attention: the loss on one card, a layer's backward pass under FSDP.
    [Theory]
    [InlineData("mistralai/Mistral-7B-v0.1", 4, 1, TrainingMoment.Loss, 24.871)]
    [InlineData("mistralai/Mistral-7B-v0.1", 8, 1, TrainingMoment.Loss, 36.082)]
    [InlineData("mistralai/Mistral-7B-v0.1", 2, 2, TrainingMoment.Backward, 14.105)]
    [InlineData("mistralai/Mistral-7B-v0.1", 4, 2, TrainingMoment.Backward, 20.452)]
    [InlineData("mistralai/Mixtral-8x7B-Instruct-v0.1", 2, 2, TrainingMoment.Backward, 53.602)]
    public void Low_rank_adapters_allocate_what_was_measured(string model, int batch, int ranks, TrainingMoment moment, double gibibytes)
    {
        var peak = Peak(model, "bf16", batch, ranks, Pure(TrainingTask.LowRank, ranks));
        Assert.Equal(moment, peak.Moment);
        Assert.InRange(peak.Allocated.TotalGibibytes / gibibytes, 0.98, 1.02);
    }

    [Fact]
    public void With_accumulation_FSDP_keeps_gradients_whole()
    {
        var run = Pure(TrainingTask.Full, 8);
        var (once, twice) = (Peak("mistralai/Mistral-7B-v0.1", "bf16", 1, 8, run), Peak("mistralai/Mistral-7B-v0.1", "bf16", 1, 8, run with { Accumulation = 2 }));
        var whole = 2 * 7.24e9 / (1L << 30);
        Assert.InRange(twice.Allocated.TotalGibibytes - once.Allocated.TotalGibibytes, 0.7 * whole, 1.1 * whole);
    }

    [Fact]
    public void Whoever_does_not_train_is_named_with_those_who_do()
    {
        var request = Requests.Of("llama-3.1-8b", "bf16", 2048, KnownEngines.Vllm) with { Training = TrainingPresets.Of(Transformers, TrainingTask.LowRank, 1) };
        var problem = Assert.Single(Assert.IsType<Result<Estimate>.Rejected>(Estimator.Estimate(request)).Problems);
        Assert.Equal("vLLM serves models, it does not train them: name transformers, unsloth or torchtune.", problem.Expected);
    }

    [Fact]
    public void What_is_offloaded_lies_on_the_host()
    {
        var request = Requests.Of("llama-3.1-8b", "bf16", 2048, KnownEngines.DeepSpeed) with { Training = TrainingPresets.Of(KnownEngines.DeepSpeed.At(), TrainingTask.Full, 1) };
        var offloaded = Requests.Estimate(request with { Training = request.Training! with { Offload = TrainingOffload.All } });
        Assert.True(offloaded.Total < Requests.Estimate(request).Total.Scale(0.5));
        Assert.True(TrainingHostMemory.Of(offloaded).TotalGibibytes > 8e9 * 14 / (1L << 30));
    }

    private static TrainingRun Pure(TrainingTask task, int ranks) => TrainingPresets.Of(Transformers, task, ranks) with
    {
        Precision = TrainingPrecision.Half,
        Adapter = task == TrainingTask.LowRank ? new(16, AdapterTargets.Attention) { HasDropout = true } : null,
        Sharding = ranks > 1 ? Sharding.FullyShardedFlat : Sharding.None,
    };

    private static TrainingPeak Peak(string model, string format, int batch, int ranks, TrainingRun run) => Requests.Estimate(Requests.Of(model, format, 4096, KnownEngines.Transformers) with
    {
        Engine = Transformers,
        Sequences = batch,
        Parallelism = new(1, 1) { Copies = ranks },
        Training = run,
    }).Peak!;
}
