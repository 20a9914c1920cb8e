namespace VramBot.Core.Estimation.Training.Presets;

/// <summary>DeepSpeed under Transformers' trainer.</summary>
/// <remarks>
/// <para>Source: deepspeedai/DeepSpeed, runtime/bf16_optimizer.py and runtime/zero/stage_1_and_2.py: the whole model in 16 bit, adapters too, 32-bit weights and moments
/// beside it, FusedAdam; huggingface/accelerate, utils/dataclasses.py (DeepSpeedPlugin): stage 2 when none is named. Scripts like QwenLM/Qwen, finetune, run it so on one
/// GPU too.</para>
/// </remarks>
internal static class DeepSpeedPreset
{
    public static TrainingRun Of(TrainingTask task) => new()
    {
        Task = task,
        Adapter = task.Adapter(inFloat: false),
        Precision = TrainingPrecision.Half,
        MasterWeights = true,
        Optimizer = OptimizerKind.FusedAdamW,
        Checkpointing = Checkpointing.Full,
        Sharding = Sharding.Gradients,
        Attention = AttentionKernel.Sdpa,
        Loss = LossKernel.ShiftedLabels,
    };
}
