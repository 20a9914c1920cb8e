using VramBot.Core.Engines;

namespace VramBot.Core.Estimation.Training.Presets;

/// <summary>ms-swift on Transformers' trainer.</summary>
/// <remarks>
/// <para>Source: modelscope/ms-swift of 2025, swift/trainers/arguments.py (gradient_checkpointing true, acc_strategy token), swift/llm/argument/tuner_args.py (lora_dropout 0.05),
/// swift/trainers/trainers.py (the logits stay for the accuracy).</para>
/// <para>16-bit weights under autocast, PEFT's adapters in 32 bit, no k-bit preparation, attention sdpa. Several GPUs: DDP unless a DeepSpeed file is named.
/// The optimizer is the trainer's own: AdamW's foreach loop until Transformers changed it in July 2025 (a full run of 7B on one GPU reads 76 GiB in examples/train/full, which that loop takes).</para>
/// </remarks>
internal static class MsSwiftPreset
{
    private static readonly EngineVersion FusedStep = new(2025, 8);

    public static TrainingRun Of(EngineVersion? version, TrainingTask task) => new()
    {
        Task = task,
        Adapter = task.Adapter(inFloat: true, hasDropout: true),
        Precision = TrainingPrecision.HalfAutocast,
        Optimizer = version < FusedStep ? OptimizerKind.AdamW : OptimizerKind.FusedAdamW,
        Checkpointing = Checkpointing.Full,
        Attention = AttentionKernel.Sdpa,
        Loss = LossKernel.KeptForMetrics,
    };
}
