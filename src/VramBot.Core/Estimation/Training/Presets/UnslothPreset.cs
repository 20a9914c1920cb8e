using VramBot.Core.Engines;

namespace VramBot.Core.Estimation.Training.Presets;

/// <summary>Unsloth, as its notebooks call it.</summary>
/// <remarks>
/// <para>Source: unslothai/unsloth, README.md and unsloth/models (llama.py, _utils.py, rl.py) of 2024 and 2025.</para>
/// <para>use_gradient_checkpointing "unsloth": each layer's input goes to the host. Adapters in 32 bit (prepare_model_for_kbit_training of its own, which leaves norms as
/// they are), without dropout; adamw_8bit; norms, rotary embeddings and gates in its own kernels.</para>
/// <para>Loss: head and loss together (cut cross-entropy) since the end of 2024; before, its own kernel over whole 16-bit logits, of which the gradient takes the place.</para>
/// <para>Full fine-tuning trains 16-bit weights (full_finetuning). Several GPUs: DDP.</para>
/// </remarks>
internal static class UnslothPreset
{
    private static readonly EngineVersion LinearLoss = new(2024, 12);

    public static TrainingRun Of(EngineVersion? version, TrainingTask task) => new()
    {
        Task = task,
        Adapter = task.Adapter(inFloat: true),
        Precision = TrainingPrecision.HalfAutocast,
        Optimizer = OptimizerKind.AdamW8Bit,
        Checkpointing = Checkpointing.Offloaded,
        Loss = version < LinearLoss ? LossKernel.HalfPrecision : LossKernel.FusedLinear,
        FusedKernels = true,
    };
}
