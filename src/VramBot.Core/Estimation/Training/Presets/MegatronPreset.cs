namespace VramBot.Core.Estimation.Training.Presets;

/// <summary>Megatron Core, as Megatron-LM's and ms-swift's scripts call it.</summary>
/// <remarks>
/// <para>Source: NVIDIA/Megatron-LM, megatron/training/arguments.py (bf16 sets accumulate_allreduce_grads_in_fp32), core/optimizer (32-bit weights and moments, divided by
/// the distributed optimizer); modelscope/ms-swift of 2025, examples/megatron and examples/train/megatron: sequence_parallel and cross_entropy_loss_fusion true,
/// recompute_granularity full with one layer a block for fine-tuning, selective for pre-training, which flash attention makes none; padding-free fine-tuning, packed pre-training.</para>
/// </remarks>
internal static class MegatronPreset
{
    public static TrainingRun Of(TrainingTask task, int ranks) => new()
    {
        Task = task,
        Adapter = task.Adapter(inFloat: false, hasDropout: true),
        Precision = TrainingPrecision.Half,
        MasterWeights = true,
        FloatGradients = true,
        Optimizer = OptimizerKind.FusedAdamW,
        Checkpointing = task == TrainingTask.Pretrain ? Checkpointing.None : Checkpointing.Full,
        Sharding = ranks > 1 ? Sharding.OptimizerStates : Sharding.None,
        SequenceParallel = true,
        Loss = LossKernel.VocabularyParallel,
        FusedKernels = true,
        Packing = task == TrainingTask.Pretrain ? SamplePacking.Packed : SamplePacking.PaddingFree,
    };
}
