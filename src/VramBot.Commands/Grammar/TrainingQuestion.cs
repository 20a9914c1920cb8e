using VramBot.Core.Estimation.Adapters;
using VramBot.Core.Estimation.Training;

namespace VramBot.Commands.Grammar;

/// <summary>What a person said about a training run, and nothing for what they did not say: a framework's own habits fill the rest.</summary>
/// <param name="Task">What is trained.</param>
public sealed record TrainingQuestion(TrainingTask Task)
{
    /// <summary>Micro-batches whose gradients are added before a step.</summary>
    public int? Accumulation { get; init; }

    /// <summary>The optimizer.</summary>
    public OptimizerKind? Optimizer { get; init; }

    /// <summary>What is kept for the backward pass.</summary>
    public Checkpointing? Checkpointing { get; init; }

    /// <summary>What the data-parallel ranks divide.</summary>
    public Sharding? Sharding { get; init; }

    /// <summary>What is kept in host memory.</summary>
    public TrainingOffload? Offload { get; init; }

    /// <summary>Whether weights that are trained or computed with are 32 bit.</summary>
    public bool? FloatWeights { get; init; }

    /// <summary>Whether matrices are multiplied under autocast.</summary>
    public bool? Autocast { get; init; }

    /// <summary>How samples become rows.</summary>
    public SamplePacking? Packing { get; init; }

    /// <summary>How the loss is computed.</summary>
    public LossKernel? Loss { get; init; }

    /// <summary>Whether norms, rotary embeddings and activations run in fused kernels.</summary>
    public bool? FusedKernels { get; init; }

    /// <summary>How attention is computed.</summary>
    public AttentionKernel? Attention { get; init; }

    /// <summary>Whether adapters' inputs pass dropout.</summary>
    public bool? HasDropout { get; init; }

    /// <summary>Whether a learned magnitude scales each row of an adapter (DoRA).</summary>
    public bool? IsDora { get; init; }

    /// <summary>Whether embedding and head are trained whole beside the adapters.</summary>
    public bool? TrainsEmbeddings { get; init; }

    /// <summary>Projections that get adapters beside those that are named or usual.</summary>
    public AdapterTargets AddedTargets { get; init; }

    /// <summary>Usual projections that get none.</summary>
    public AdapterTargets RemovedTargets { get; init; }

    /// <summary>Ranks that divide each sequence.</summary>
    public int? ContextParallel { get; init; }

    /// <summary>Whether tensor-parallel ranks divide the tokens between their matrices too.</summary>
    public bool? SequenceParallel { get; init; }

    /// <summary>Whether gradients are collected in 32 bit.</summary>
    public bool? FloatGradients { get; init; }

    /// <summary>Whether each layer's step is taken inside the backward pass.</summary>
    public bool? StepsInBackward { get; init; }

    /// <summary>Whether PyTorch's allocator grows its segments.</summary>
    public bool? ExpandableSegments { get; init; }

    /// <summary>What was taken for granted about the task, as a sentence; empty when nothing.</summary>
    public string Assumption { get; init; } = string.Empty;

    /// <summary>Whether every weight is trained.</summary>
    public bool TrainsAllWeights => Task is TrainingTask.Full or TrainingTask.Pretrain;
}
