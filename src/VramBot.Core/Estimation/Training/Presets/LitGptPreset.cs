namespace VramBot.Core.Estimation.Training.Presets;

/// <summary>litgpt's commands.</summary>
/// <remarks>
/// <para>Source: Lightning-AI/litgpt, litgpt/finetune/lora.py and full.py, litgpt/pretrain.py, config_hub of 2024.</para>
/// <para>Fine-tuning: bf16-true as in all of config_hub, adapters too, dropout 0.05; torch.optim.AdamW, beside quantized weights bitsandbytes' PagedAdamW. One GPU:
/// nothing is computed again; several: FSDP with each block sharded and computed again (activation_checkpointing_policy).</para>
/// <para>Pre-training: bf16-mixed (utils.py, get_default_supported_precision), compiled, fused AdamW, FSDP's HYBRID_SHARD, nothing computed again.</para>
/// <para>Loss: chunks of 128 rows in 16 bit (utils.py, chunked_cross_entropy).</para>
/// </remarks>
internal static class LitGptPreset
{
    public static TrainingRun Of(TrainingTask task, int ranks) => task == TrainingTask.Pretrain ? Pretrain(ranks) : new()
    {
        Task = task,
        Adapter = task.Adapter(inFloat: false, hasDropout: true),
        Precision = TrainingPrecision.Half,
        Optimizer = task == TrainingTask.QuantizedLowRank ? OptimizerKind.PagedAdamW : OptimizerKind.AdamW,
        Checkpointing = ranks > 1 ? Checkpointing.Full : Checkpointing.None,
        Sharding = ranks > 1 ? Sharding.FullyShardedFlat : Sharding.None,
        Attention = AttentionKernel.Sdpa,
        Loss = LossKernel.HalfPrecision,
    };

    private static TrainingRun Pretrain(int ranks) => new()
    {
        Task = TrainingTask.Pretrain,
        Precision = TrainingPrecision.Mixed,
        Optimizer = OptimizerKind.FusedAdamW,
        Checkpointing = Checkpointing.None,
        Sharding = ranks > 1 ? Sharding.Hybrid : Sharding.None,
        Attention = AttentionKernel.Sdpa,
        Loss = LossKernel.HalfPrecision,
        FusedKernels = true,
        Packing = SamplePacking.Packed,
    };
}
