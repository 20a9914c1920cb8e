namespace VramBot.Core.Estimation.Training;

/// <summary>
/// What a training step depends on beside the model, its format, the tokens of a sample (the request's context), the samples of a micro-batch (its sequences) and
/// the layout: the switches by which frameworks differ.
/// </summary>
public sealed record TrainingRun
{
    /// <summary>Tokens of a sample when none are named.</summary>
    public const long DefaultLength = 2048;

    /// <summary>What is trained.</summary>
    public required TrainingTask Task { get; init; }

    /// <summary>The adapters; null when every weight is trained.</summary>
    public LoraAdapter? Adapter { get; init; }

    /// <summary>The types of weights and computation.</summary>
    public TrainingPrecision Precision { get; init; } = TrainingPrecision.Half;

    /// <summary>Whether the optimizer keeps 32-bit weights beside 16-bit ones (DeepSpeed, Megatron).</summary>
    public bool MasterWeights { get; init; }

    /// <summary>Whether gradients are collected in 32 bit (Megatron's main gradients).</summary>
    public bool FloatGradients { get; init; }

    /// <summary>The optimizer.</summary>
    public OptimizerKind Optimizer { get; init; } = OptimizerKind.AdamW;

    /// <summary>Whether each layer's step is taken as soon as its gradient is there, which is freed at once.</summary>
    public bool StepsInBackward { get; init; }

    /// <summary>Micro-batches whose gradients are added before a step.</summary>
    public int Accumulation { get; init; } = 1;

    /// <summary>What is kept for the backward pass.</summary>
    public Checkpointing Checkpointing { get; init; } = Checkpointing.Full;

    /// <summary>What the data-parallel ranks divide.</summary>
    public Sharding Sharding { get; init; }

    /// <summary>What is kept in host memory.</summary>
    public TrainingOffload Offload { get; init; }

    /// <summary>Ranks of the data-parallel ones that divide each sequence (context parallel).</summary>
    public int ContextParallel { get; init; } = 1;

    /// <summary>Ranks that divide the routed experts.</summary>
    public int ExpertParallel { get; init; } = 1;

    /// <summary>Whether tensor-parallel ranks divide the tokens between their matrices too (arXiv:2205.05198).</summary>
    public bool SequenceParallel { get; init; }

    /// <summary>How attention is computed.</summary>
    public AttentionKernel Attention { get; init; } = AttentionKernel.Flash;

    /// <summary>How the loss is computed.</summary>
    public LossKernel Loss { get; init; } = LossKernel.ShiftedLabels;

    /// <summary>Whether norms, rotary embeddings and activations run in fused kernels that keep no 32-bit copies (Liger, Unsloth, a compiler).</summary>
    public bool FusedKernels { get; init; }

    /// <summary>Whether norms of a quantized model and so the residual stream are 32 bit (PEFT's prepare_model_for_kbit_training).</summary>
    public bool FloatResidual { get; init; }

    /// <summary>How samples become rows.</summary>
    public SamplePacking Packing { get; init; }

    /// <summary>Whether PyTorch's allocator grows its segments instead of adding new ones (expandable_segments).</summary>
    public bool ExpandableSegments { get; init; }

    /// <summary>Whether every weight is trained.</summary>
    public bool TrainsAllWeights => Adapter is null;
}
