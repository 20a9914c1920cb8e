using VramBot.Core.Engines;
using VramBot.Core.Estimation.Training;
using VramBot.Core.Estimation.Training.Presets;

namespace VramBot.Core.Tests.Estimation.Training.Presets;

/// <summary>What frameworks do on their own, by engine, release, task and ranks.</summary>
public sealed class TrainingPresetsTests
{
    public static TheoryData<string> Trainers => [.. KnownEngines.All.All.Where(engine => engine.Trains).Select(engine => engine.Id)];

    [Theory]
    [InlineData("4.45", LossKernel.ShiftedCopy)]
    [InlineData("4.46", LossKernel.ShiftedCopyKeepingLogits)]
    [InlineData("4.49.0", LossKernel.ShiftedCopyKeepingLogits)]
    [InlineData("4.50", LossKernel.ShiftedLabels)]
    [InlineData(null, LossKernel.ShiftedLabels)]
    public void Transformers_computes_the_loss_of_its_release(string? version, LossKernel loss) =>
        Assert.Equal(loss, Of(KnownEngines.Transformers, version, TrainingTask.LowRank).Loss);

    [Theory]
    [InlineData("4.53", OptimizerKind.AdamW)]
    [InlineData("4.54", OptimizerKind.FusedAdamW)]
    [InlineData(null, OptimizerKind.FusedAdamW)]
    public void Transformers_steps_in_one_kernel_since_454(string? version, OptimizerKind optimizer) =>
        Assert.Equal(optimizer, Of(KnownEngines.Transformers, version, TrainingTask.Full).Optimizer);

    [Theory]
    [InlineData("4.35", AttentionKernel.Eager)]
    [InlineData("4.36", AttentionKernel.Sdpa)]
    public void Transformers_attends_by_matrices_before_436(string version, AttentionKernel attention) =>
        Assert.Equal(attention, Of(KnownEngines.Transformers, version, TrainingTask.LowRank).Attention);

    [Theory]
    [InlineData("4.56", TrainingTask.QuantizedLowRank, true, true)]
    [InlineData(null, TrainingTask.QuantizedLowRank, false, false)]
    [InlineData("5.0", TrainingTask.QuantizedLowRank, false, false)]
    [InlineData("5.0", TrainingTask.LowRank, true, false)]
    [InlineData(null, TrainingTask.LowRank, true, false)]
    public void Peft_keeps_adapters_in_32_bit_and_prepares_quantized_models(string? version, TrainingTask task, bool inFloat, bool floatResidual)
    {
        var run = Of(KnownEngines.Transformers, version, task);
        Assert.Equal((inFloat, floatResidual), (run.Adapter!.InFloat, run.FloatResidual));
    }

    [Theory]
    [InlineData("0.2", LossKernel.ShiftedCopy)]
    [InlineData("0.6.1", LossKernel.Chunked)]
    [InlineData("0.7", LossKernel.FusedLinear)]
    public void Torchtune_computes_the_loss_of_its_release(string version, LossKernel loss) =>
        Assert.Equal(loss, Of(KnownEngines.Torchtune, version, TrainingTask.Full).Loss);

    [Fact]
    public void Torchtune_pages_8_bit_moments_on_one_gpu_and_shards_on_several()
    {
        var alone = Of(KnownEngines.Torchtune, null, TrainingTask.Full);
        Assert.Equal((OptimizerKind.PagedAdamW8Bit, true, Sharding.None), (alone.Optimizer, alone.StepsInBackward, alone.Sharding));
        var several = Of(KnownEngines.Torchtune, null, TrainingTask.Full, 8);
        Assert.Equal((OptimizerKind.FusedAdamW, false, Sharding.FullyShardedTensors), (several.Optimizer, several.StepsInBackward, several.Sharding));
    }

    [Theory]
    [InlineData(1, Checkpointing.None, Sharding.None)]
    [InlineData(4, Checkpointing.Full, Sharding.FullyShardedFlat)]
    public void Litgpt_computes_again_on_several_gpus_only(int ranks, Checkpointing checkpointing, Sharding sharding)
    {
        var run = Of(KnownEngines.LitGpt, null, TrainingTask.LowRank, ranks);
        Assert.Equal((checkpointing, sharding, false, true), (run.Checkpointing, run.Sharding, run.Adapter!.InFloat, run.Adapter.HasDropout));
    }

    [Theory]
    [InlineData("2024.8", LossKernel.HalfPrecision)]
    [InlineData("2025.3", LossKernel.FusedLinear)]
    public void Unsloth_offloads_checkpoints_and_fuses_the_loss(string version, LossKernel loss)
    {
        var run = Of(KnownEngines.Unsloth, version, TrainingTask.QuantizedLowRank);
        Assert.Equal((Checkpointing.Offloaded, OptimizerKind.AdamW8Bit, loss, true, false), (run.Checkpointing, run.Optimizer, run.Loss, run.FusedKernels, run.FloatResidual));
    }

    [Theory]
    [InlineData("2024", LossKernel.ShiftedCopyKeepingLogits, OptimizerKind.AdamW)]
    [InlineData("2025", LossKernel.Compiled, OptimizerKind.FusedAdamW)]
    [InlineData("0.2", LossKernel.Compiled, OptimizerKind.FusedAdamW)]
    public void Torchtitan_is_told_apart_by_year(string version, LossKernel loss, OptimizerKind optimizer)
    {
        var run = Of(KnownEngines.TorchTitan, version, TrainingTask.Pretrain, 8);
        Assert.Equal((loss, optimizer, Checkpointing.Selective, Sharding.FullyShardedTensors), (run.Loss, run.Optimizer, run.Checkpointing, run.Sharding));
    }

    [Theory]
    [InlineData(1, TrainingPrecision.Mixed, Sharding.None, false)]
    [InlineData(8, TrainingPrecision.Half, Sharding.Zero3, true)]
    public void Llama_factory_trains_32_bit_weights_unless_deepspeed_keeps_them(int ranks, TrainingPrecision precision, Sharding sharding, bool masters)
    {
        var run = Of(KnownEngines.LlamaFactory, null, TrainingTask.Full, ranks);
        Assert.Equal((precision, sharding, masters), (run.Precision, run.Sharding, run.MasterWeights));
    }

    [Theory]
    [InlineData("deepspeed", Sharding.Gradients, false)]
    [InlineData("megatron", Sharding.OptimizerStates, true)]
    public void Frameworks_of_16_bit_weights_keep_masters(string engine, Sharding sharding, bool floatGradients)
    {
        var run = Of(KnownEngines.All.Find(engine)!, null, TrainingTask.Full, 8);
        Assert.Equal((sharding, floatGradients, true), (run.Sharding, run.FloatGradients, run.MasterWeights));
    }

    [Theory]
    [MemberData(nameof(Trainers))]
    public void Every_trainer_has_adapters_for_the_tasks_that_train_them_at_this_programs_rank(string engine)
    {
        foreach (var task in Enum.GetValues<TrainingTask>())
            foreach (var ranks in new[] { 1, 2, 64 })
            {
                var run = Of(KnownEngines.All.Find(engine)!, null, task, ranks);
                Assert.Equal(task, run.Task);
                Assert.Equal(task is TrainingTask.Full or TrainingTask.Pretrain, run.Adapter is null);
                Assert.Equal(LoraAdapter.DefaultRank, run.Adapter?.Rank ?? LoraAdapter.DefaultRank);
                Assert.Equal(1, run.Accumulation);
                Assert.False(ranks == 1 && run.Sharding is not (Sharding.None or Sharding.OptimizerStates or Sharding.Gradients));
            }
    }

    [Theory]
    [MemberData(nameof(Trainers))]
    public void Every_run_is_said_in_whole_sentences(string engine)
    {
        var release = KnownEngines.All.Find(engine)!.At();
        foreach (var task in Enum.GetValues<TrainingTask>())
        {
            var words = TrainingPresets.Words(release, TrainingPresets.Of(release, task, 8)).ToList();
            Assert.InRange(words.Count, 4, 7);
            Assert.All(words, sentence => Assert.EndsWith(".", sentence, StringComparison.Ordinal));
            Assert.Equal(words.Count, words.Distinct().Count());
        }
    }

    [Fact]
    public void What_a_person_changed_is_said_as_changed()
    {
        var release = KnownEngines.Transformers.At(new(4, 56));
        var run = TrainingPresets.Of(release, TrainingTask.QuantizedLowRank, 1);
        Assert.Contains("PEFT keeps adapters in 32 bit.", TrainingPresets.Words(release, run));
        Assert.Contains("Checkpointing is on: each layer's input is kept.", TrainingPresets.Words(release, run));
        Assert.Contains("Checkpointing is off: all activations are kept.", TrainingPresets.Words(release, run with { Checkpointing = Checkpointing.None }));
        Assert.DoesNotContain(TrainingPresets.Words(release, run with { FloatResidual = false }), sentence => sentence.Contains("residual", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_optimizer_has_a_name_of_its_own()
    {
        var release = KnownEngines.Transformers.At();
        var names = Enum.GetValues<OptimizerKind>().Select(kind => string.Join(' ', TrainingPresets.Words(release, Steps.Full(kind)))).ToList();
        Assert.Equal(names.Count, names.Distinct().Count());
    }

    [Fact]
    public void Sharded_weights_are_not_prepared_for_4_bit()
    {
        var run = Of(KnownEngines.Transformers, "4.56", TrainingTask.QuantizedLowRank, 2);
        var step = Steps.Of("llama-3.1-8b", run, KnownEngines.Transformers);
        Assert.Equal(4, step.ResidualWidth);
        var sharded = run with { Sharding = Sharding.FullyShardedFlat };
        var request = step.Request with { Training = sharded, Parallelism = new(1, 1) { Copies = 2 } };
        Assert.Equal(2, new TrainingStep(request, sharded, step.Network).ResidualWidth);
    }

    private static TrainingRun Of(Engine engine, string? version, TrainingTask task, int ranks = 1)
    {
        EngineVersion? release = version is not null && EngineVersion.TryParse(version, out var parsed) ? parsed : null;
        return TrainingPresets.Of(engine.At(release), task, ranks);
    }
}
