namespace VramBot.Core.Estimation.Training.Presets;

/// <summary>LLaMA-Factory, as its examples call it.</summary>
/// <remarks>
/// <para>Source: hiyouga/LLaMA-Factory of 2025, src/llamafactory/model/adapter.py (init_adapter), model/model_utils/checkpointing.py, hparams/finetuning_args.py,
/// examples/train_lora, train_qlora and train_full.</para>
/// <para>Trained weights are cast to 32 bit unless pure_bf16 is set or DeepSpeed's third stage or FSDP holds them: adapters always, all weights of a full run on one GPU.
/// Norms of quantized models stay as they are (upcast_layernorm is off). Dropout 0, checkpointing on, attention sdpa, the trainer's own AdamW.</para>
/// <para>Full fine-tuning on several GPUs: ds_z3_config.json, as in every file of examples/train_full; adapters: DDP.</para>
/// </remarks>
internal static class LlamaFactoryPreset
{
    public static TrainingRun Of(TrainingTask task, int ranks)
    {
        var sharded = !task.IsLowRank() && ranks > 1;
        return new()
        {
            Task = task,
            Adapter = task.Adapter(inFloat: true),
            Precision = task.IsLowRank() ? TrainingPrecision.HalfAutocast : sharded ? TrainingPrecision.Half : TrainingPrecision.Mixed,
            MasterWeights = sharded,
            Optimizer = OptimizerKind.FusedAdamW,
            Checkpointing = Checkpointing.Full,
            Sharding = sharded ? Sharding.Zero3 : Sharding.None,
            Attention = AttentionKernel.Sdpa,
            Loss = LossKernel.ShiftedLabels,
        };
    }
}
