using VramBot.Core.Estimation.Training;

namespace VramBot.Commands.Replies.Training;

/// <summary>The switches of a run as they are typed for an option.</summary>
internal static class TypedOptions
{
    public static string Of(Checkpointing checkpointing) => checkpointing switch
    {
        Checkpointing.None => "off",
        Checkpointing.Selective => "selective",
        Checkpointing.Offloaded => "offload",
        _ => "on",
    };

    public static string Of(Sharding sharding) => sharding switch
    {
        Sharding.None => "ddp",
        Sharding.OptimizerStates => "1",
        Sharding.Gradients => "2",
        Sharding.Zero3 => "3",
        Sharding.FullyShardedFlat => "fsdp",
        Sharding.FullyShardedTensors => "fsdp2",
        Sharding.FullyShardedGradients => "fsdp-grad-op",
        _ => "hsdp",
    };

    public static string Of(TrainingOffload offload) => offload switch
    {
        TrainingOffload.Optimizer => "optimizer",
        TrainingOffload.All => "all",
        _ => "none",
    };

    public static string Of(SamplePacking packing) => packing switch
    {
        SamplePacking.Packed => "on",
        SamplePacking.PaddingFree => "padding-free",
        _ => "off",
    };

    public static string Of(TrainingPrecision precision) => precision switch
    {
        TrainingPrecision.Full => "fp32",
        TrainingPrecision.Half or TrainingPrecision.HalfAutocast => "bf16",
        _ => "mixed",
    };

    /// <summary>How the loss is computed; no option says it, switches of frameworks do.</summary>
    public static string Of(LossKernel loss) => loss switch
    {
        LossKernel.FusedLinear => "fused",
        LossKernel.Chunked => "chunked",
        LossKernel.FusedCrossEntropy or LossKernel.FusedCrossEntropyKeepingLogits => "fused-cross-entropy",
        LossKernel.VocabularyParallel => "vocabulary-parallel",
        LossKernel.HalfPrecision => "half",
        LossKernel.Compiled => "compiled",
        LossKernel.None => "none",
        _ => "whole",
    };
}
