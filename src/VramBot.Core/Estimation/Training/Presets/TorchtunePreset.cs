using VramBot.Core.Engines;

namespace VramBot.Core.Estimation.Training.Presets;

/// <summary>torchtune's recipes.</summary>
/// <remarks>
/// <para>Source: pytorch/torchtune, recipes/configs/llama3_1 of 2024 and 2025. dtype bf16 without autocast, adapters too, without dropout; padded samples; not compiled.</para>
/// <para>LoRA and QLoRA: AdamW with fused true (8B_lora.yaml, 8B_lora_single_device.yaml, 8B_qlora_single_device.yaml). Full on one GPU: bitsandbytes.optim.PagedAdamW8bit
/// and optimizer_in_bwd true (8B_full_single_device.yaml); on several: fused AdamW (8B_full.yaml).</para>
/// <para>Checkpointing: on in all of these but 8B_lora.yaml. Several GPUs: FSDP2.</para>
/// <para>Loss: a whole cross-entropy in 32 bit to 0.2; in chunks over whole logits since 0.3 (CEWithChunkedOutputLoss, change 1390 of September 2024); head and loss in
/// chunks in the recipes since May 2025 (LinearCrossEntropyLoss, change 2531).</para>
/// </remarks>
internal static class TorchtunePreset
{
    private static readonly EngineVersion Chunks = new(0, 3);
    private static readonly EngineVersion LinearChunks = new(0, 7);

    public static TrainingRun Of(EngineVersion? version, TrainingTask task, int ranks)
    {
        var alone = !task.IsLowRank() && ranks == 1;
        return new()
        {
            Task = task,
            Adapter = task.Adapter(inFloat: false),
            Precision = TrainingPrecision.Half,
            Optimizer = alone ? OptimizerKind.PagedAdamW8Bit : OptimizerKind.FusedAdamW,
            StepsInBackward = alone,
            Checkpointing = Checkpointing.Full,
            Sharding = ranks > 1 ? Sharding.FullyShardedTensors : Sharding.None,
            Attention = AttentionKernel.Sdpa,
            Loss = version < Chunks ? LossKernel.ShiftedCopy : version < LinearChunks ? LossKernel.Chunked : LossKernel.FusedLinear,
        };
    }
}
