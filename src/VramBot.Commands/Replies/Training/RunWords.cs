using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Estimation.Adapters;
using VramBot.Core.Estimation.Training;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Replies.Training;

/// <summary>What the switches of a run are called in an answer.</summary>
internal static class RunWords
{
    /// <summary>What is trained and how: <c>QLoRA nf4, rank 16, all linear</c>, <c>full fine-tuning, bf16</c>.</summary>
    public static string MethodOf(EstimateRequest request)
    {
        var run = request.Training!;
        return run.Adapter is { } adapter
            ? Tr($"{TaskOf(run)}{(run.Task == TrainingTask.QuantizedLowRank ? $" {ShortLabel(request)}" : string.Empty)}, rank {adapter.Rank}, {TargetsOf(adapter.Targets)}")
            : $"{TaskOf(run)}, {PrecisionOf(request)}";
    }

    public static string TaskOf(TrainingRun run) => run.Task switch
    {
        TrainingTask.LowRank => run.Adapter?.IsDora == true ? "DoRA" : "LoRA",
        TrainingTask.QuantizedLowRank => run.Adapter?.IsDora == true ? "QDoRA" : "QLoRA",
        TrainingTask.Full => Tr("full fine-tuning"),
        _ => Tr("pre-training"),
    };

    /// <summary>The projections with adapters: <c>all linear</c>, <c>attention</c>, <c>q,v</c>.</summary>
    public static string TargetsOf(AdapterTargets targets) => targets switch
    {
        AdapterTargets.AllLinear => Tr("all linear"),
        AdapterTargets.Attention => Tr("attention"),
        AdapterTargets.QueryValue => Tr("q and v"),
        _ => TargetRoles.Typed(targets),
    };

    /// <summary>The types: fp16 on cards without bf16.</summary>
    public static string PrecisionOf(EstimateRequest request)
    {
        var half = request.Gpu is { HasBf16: false } ? "fp16" : "bf16";
        return request.Training!.Precision switch
        {
            TrainingPrecision.Full => "fp32",
            TrainingPrecision.Half or TrainingPrecision.HalfAutocast => half,
            TrainingPrecision.FloatShards => Tr($"fp32 shards, {half} compute"),
            _ => Tr($"fp32 weights, {half} compute"),
        };
    }

    public static string OptimizerOf(OptimizerKind optimizer) => optimizer switch
    {
        OptimizerKind.AdamW => "AdamW",
        OptimizerKind.FusedAdamW => Tr("fused AdamW"),
        OptimizerKind.AdamW8Bit => Tr("8-bit AdamW"),
        OptimizerKind.PagedAdamW8Bit => Tr("paged 8-bit AdamW"),
        OptimizerKind.PagedAdamW => Tr("paged AdamW"),
        OptimizerKind.Sgd => "SGD",
        OptimizerKind.SgdMomentum => Tr("SGD with momentum"),
        OptimizerKind.Lion8Bit => Tr("8-bit Lion"),
        OptimizerKind.Lomo => "LOMO",
        _ => optimizer.ToString(),
    };

    public static string CheckpointingOf(Checkpointing checkpointing) => checkpointing switch
    {
        Checkpointing.None => Tr("no checkpointing"),
        Checkpointing.Selective => Tr("selective checkpointing"),
        Checkpointing.Offloaded => Tr("checkpoints in host memory"),
        _ => Tr("checkpointing of every layer"),
    };

    /// <summary>How the ranks divide a run; null when they do not.</summary>
    public static string? ShardingOf(EstimateRequest request) => (request.Training!.Sharding, request.Engine.Kind) switch
    {
        _ when request.Parallelism.Copies == 1 => null,
        (Sharding.None, _) => null,
        (Sharding.OptimizerStates, EngineKind.Megatron) => Tr("distributed optimizer"),
        (Sharding.OptimizerStates, _) => "ZeRO-1",
        (Sharding.Gradients, _) => "ZeRO-2",
        (Sharding.Zero3, _) => "ZeRO-3",
        (Sharding.FullyShardedFlat, _) => "FSDP",
        (Sharding.FullyShardedTensors, _) => "FSDP2",
        (Sharding.FullyShardedGradients, _) => "FSDP (SHARD_GRAD_OP)",
        _ => Tr("hybrid FSDP"),
    };

    /// <summary>Whether logits lie in memory whole, or the head and the loss run some rows at a time.</summary>
    public static string LossOf(LossKernel loss) => loss switch
    {
        LossKernel.FusedLinear => Tr("fused loss, no whole logits"),
        LossKernel.Chunked => Tr("loss in chunks"),
        LossKernel.FusedCrossEntropy or LossKernel.FusedCrossEntropyKeepingLogits => Tr("fused cross-entropy"),
        LossKernel.Compiled => Tr("compiled loss"),
        LossKernel.None => Tr("no logits"),
        _ => Tr("loss over whole logits"),
    };

    /// <summary>FlashAttention and PyTorch's own fused kernels keep no scores alike.</summary>
    public static string AttentionOf(AttentionKernel attention) => attention == AttentionKernel.Eager ? Tr("eager attention") : Tr("fused attention");

    private static string ShortLabel(EstimateRequest request) => request.Weights.Label.Split(" (", 2)[0];
}
