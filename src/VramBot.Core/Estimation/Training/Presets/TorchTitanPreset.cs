using VramBot.Core.Engines;

namespace VramBot.Core.Estimation.Training.Presets;

/// <summary>torchtitan, told apart by year.</summary>
/// <remarks>
/// <para>Source: pytorch/torchtitan, train_configs/llama3_8b.toml of 2024, torchtitan/models/llama3/train_configs/llama3_8b.toml of 2025: FSDP2 over all ranks
/// (data_parallel_shard_degree −1), activation_checkpoint selective by operation, AdamW, fused since February 2025 (change 881).</para>
/// <para>32-bit shards, matrices multiplied in 16 bit, gradients reduced in 32 (torchtitan/config: mixed_precision_param and mixed_precision_reduce).</para>
/// <para>Loss: whole logits in 32 bit and a shifted copy in 2024; compiled in the published measurements since 2025 (torchtitan/components/loss.py; benchmarks).</para>
/// </remarks>
internal static class TorchTitanPreset
{
    private const int FirstYear = 2024;

    public static TrainingRun Of(EngineVersion? version, TrainingTask task, int ranks)
    {
        var first = version?.Major == FirstYear;
        return new()
        {
            Task = task,
            Adapter = task.Adapter(inFloat: true),
            Precision = TrainingPrecision.FloatShards,
            SequenceParallel = true,
            Optimizer = first ? OptimizerKind.AdamW : OptimizerKind.FusedAdamW,
            Checkpointing = Checkpointing.Selective,
            Sharding = ranks > 1 ? Sharding.FullyShardedTensors : Sharding.None,
            Attention = AttentionKernel.Sdpa,
            Loss = first ? LossKernel.ShiftedCopyKeepingLogits : LossKernel.Compiled,
            FusedKernels = !first,
            Packing = SamplePacking.Packed,
        };
    }
}
