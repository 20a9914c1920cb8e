namespace VramBot.Core.Estimation.Training.Presets;

/// <summary>ms-swift on Transformers' trainer.</summary>
/// <remarks>
/// <para>Source: modelscope/ms-swift of 2025, swift/trainers/arguments.py (gradient_checkpointing true, acc_strategy token), swift/llm/argument/tuner_args.py (lora_dropout 0.05),
/// swift/trainers/trainers.py (the logits stay for the accuracy).</para>
/// <para>16-bit weights under autocast, PEFT's adapters in 32 bit, no k-bit preparation, attention sdpa. Several GPUs: DDP unless a DeepSpeed file is named.</para>
/// </remarks>
internal static class MsSwiftPreset
{
    public static TrainingRun Of(TrainingTask task) => new()
    {
        Task = task,
        Adapter = task.Adapter(inFloat: true, hasDropout: true),
        Precision = TrainingPrecision.HalfAutocast,
        Optimizer = OptimizerKind.FusedAdamW,
        Checkpointing = Checkpointing.Full,
        Attention = AttentionKernel.Sdpa,
        Loss = LossKernel.KeptForMetrics,
    };
}
