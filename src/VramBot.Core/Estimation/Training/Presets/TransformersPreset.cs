using VramBot.Core.Engines;

namespace VramBot.Core.Estimation.Training.Presets;

/// <summary>Transformers' trainer with TRL and PEFT.</summary>
/// <remarks>
/// <para>Precision and checkpointing: TRL's SFTConfig turns bf16 autocast and gradient checkpointing on (huggingface/trl, trl/trainer/sft_config.py, since mid-2025);
/// weights are taken in 16 bit, as checkpoints are. Several GPUs: DDP.</para>
/// <para>Adapters: PEFT keeps them in 32 bit (huggingface/peft, get_peft_model, autocast_adapter_dtype), without dropout (LoraConfig). Beside quantized weights
/// prepare_model_for_kbit_training makes norms, and so the residual stream, 32 bit; TRL leaves it out where weights are sharded. From Transformers 5 on, with the TRL
/// of its time, quantized models are not prepared so and their adapters are 16 bit (trl/trainer/sft_trainer.py, 2026).</para>
/// <para>Optimizer: adamw_torch, fused since 4.54 on PyTorch 2.8 (huggingface/transformers, training_args.py, change 37358 of July 2025).</para>
/// <para>Loss: models' forward passes at 4.45, 4.46 and 4.50 (loss/loss_utils.py). Attention: sdpa since 4.36 (modeling_utils.py), by matrices before.</para>
/// </remarks>
internal static class TransformersPreset
{
    private static readonly EngineVersion FusedStep = new(4, 54);
    private static readonly EngineVersion ShiftedLabels = new(4, 50);
    private static readonly EngineVersion LogitsInOutput = new(4, 46);
    private static readonly EngineVersion FusedAttention = new(4, 36);
    private static readonly EngineVersion HalfAdapters = new(5, 0);

    public static TrainingRun Of(EngineVersion? version, TrainingTask task)
    {
        var prepared = task == TrainingTask.QuantizedLowRank && version < HalfAdapters;
        return new()
        {
            Task = task,
            Adapter = task.Adapter(inFloat: task != TrainingTask.QuantizedLowRank || prepared),
            Precision = TrainingPrecision.HalfAutocast,
            Optimizer = version < FusedStep ? OptimizerKind.AdamW : OptimizerKind.FusedAdamW,
            Checkpointing = Checkpointing.Full,
            Attention = version < FusedAttention ? AttentionKernel.Eager : AttentionKernel.Sdpa,
            Loss = LossOf(version),
            FloatResidual = prepared,
        };
    }

    /// <summary>The loss of a release.</summary>
    public static LossKernel LossOf(EngineVersion? version) =>
        version < LogitsInOutput ? LossKernel.ShiftedCopy
        : version < ShiftedLabels ? LossKernel.ShiftedCopyKeepingLogits
        : LossKernel.ShiftedLabels;
}
