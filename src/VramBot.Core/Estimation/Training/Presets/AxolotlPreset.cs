namespace VramBot.Core.Estimation.Training.Presets;

/// <summary>Axolotl, as its examples call it.</summary>
/// <remarks>
/// <para>Source: axolotl-ai-cloud/axolotl, examples/llama-3 of 2024 and 2025: bf16 auto, sample_packing, gradient_checkpointing and flash_attention true, lora_dropout 0.05.</para>
/// <para>Optimizer: adamw_bnb_8bit (lora-8b.yml), paged_adamw_32bit (qlora.yml), paged_adamw_8bit (fft-8b.yaml) on one GPU, adamw_torch_fused on several
/// (fft-8b-liger-fsdp.yaml; the default since change 2293 of January 2025).</para>
/// <para>PEFT's k-bit preparation is called, then norms are cast back to 16 bit (src/axolotl/loaders/model.py). Several GPUs: DDP unless the file names DeepSpeed or FSDP.</para>
/// </remarks>
internal static class AxolotlPreset
{
    public static TrainingRun Of(TrainingTask task, int ranks) => new()
    {
        Task = task,
        Adapter = task.Adapter(inFloat: true, hasDropout: true),
        Precision = TrainingPrecision.HalfAutocast,
        Optimizer = task switch
        {
            TrainingTask.LowRank => OptimizerKind.AdamW8Bit,
            TrainingTask.QuantizedLowRank => OptimizerKind.PagedAdamW,
            _ => ranks == 1 ? OptimizerKind.PagedAdamW8Bit : OptimizerKind.FusedAdamW,
        },
        Checkpointing = Checkpointing.Full,
        Loss = LossKernel.ShiftedLabels,
        Packing = SamplePacking.Packed,
    };
}
