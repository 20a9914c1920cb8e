namespace VramBot.Commands.Grammar.Switches;

/// <summary>What an engine's switch sets.</summary>
internal enum SwitchTarget
{
    /// <summary>Nothing that takes GPU memory.</summary>
    Nothing,

    /// <summary>Little, and not estimated: the answer names it.</summary>
    Uncounted,

    /// <summary>Memory that is not estimated yet: an answer would be wrong.</summary>
    Unbuilt,

    /// <summary>What an option of the line says.</summary>
    Option,

    /// <summary>Tokens of a sequence; where slots share one context, of all of them.</summary>
    Context,

    /// <summary>Sequences at once.</summary>
    Users,

    /// <summary>The format of cached keys.</summary>
    Keys,

    /// <summary>The format of cached values.</summary>
    Values,

    /// <summary>The format of both.</summary>
    Cache,

    /// <summary>Tensor-parallel ranks.</summary>
    Tensor,

    /// <summary>Pipeline stages.</summary>
    Pipeline,

    /// <summary>Ranks that hold whole experts.</summary>
    Experts,

    /// <summary>Whether all tensor-parallel ranks hold whole experts.</summary>
    WholeExperts,

    /// <summary>Whether adapters are served.</summary>
    Lora,

    /// <summary>Adapters served at once.</summary>
    Adapters,

    /// <summary>The largest rank of an adapter.</summary>
    AdapterRank,

    /// <summary>vLLM's share of the card.</summary>
    Utilization,

    /// <summary>Sequences that are scheduled at once.</summary>
    MaxSequences,

    /// <summary>Tokens of one step.</summary>
    StepTokens,

    /// <summary>No CUDA graphs.</summary>
    Eager,

    /// <summary>The largest batch whose CUDA graph is captured.</summary>
    LargestGraph,

    /// <summary>SGLang's share for weights and cache.</summary>
    StaticFraction,

    /// <summary>Tokens that a pool holds at most.</summary>
    PoolTokens,

    /// <summary>Share of the memory left after loading that becomes the cache.</summary>
    FreeFraction,

    /// <summary>Tokens of one llama.cpp graph.</summary>
    MicroBatch,

    /// <summary>Tokens that llama.cpp takes at once.</summary>
    LogicalBatch,

    /// <summary>Both, where there is one switch for them.</summary>
    Batch,

    /// <summary>Fused attention.</summary>
    FlashAttention,

    /// <summary>One cache for all slots.</summary>
    UnifiedCache,

    /// <summary>Layers on the GPUs.</summary>
    GpuLayers,

    /// <summary>First layers whose routed experts are in host memory.</summary>
    HostExperts,

    /// <summary>Patterns of tensors and where they go.</summary>
    TensorOverride,

    /// <summary>How matrices are split over GPUs.</summary>
    SplitMode,

    /// <summary>Each card's share of the layers.</summary>
    Shares,

    /// <summary>Latent rows in the cache.</summary>
    LatentCache,

    /// <summary>Sliding layers cached at full length.</summary>
    FullWindow,

    /// <summary>Sliding layers cached by their window.</summary>
    WindowOnly,

    /// <summary>The attention kernel by name.</summary>
    AttentionName,

    /// <summary>Micro-batches before a step of the optimizer.</summary>
    Accumulation,

    /// <summary>Projections with adapters, as a list.</summary>
    Projections,

    /// <summary>Projections that get adapters too, or none.</summary>
    AddedProjections,

    /// <summary>The optimizer.</summary>
    Optimizer,

    /// <summary>What is kept for the backward pass.</summary>
    Checkpointing,

    /// <summary>Whether activations are computed again, the other way round.</summary>
    KeepActivations,

    /// <summary>Whether only matrix products are kept.</summary>
    SelectiveCheckpointing,

    /// <summary>Whether checkpoints lie in host memory.</summary>
    OffloadActivations,

    /// <summary>What data-parallel ranks divide.</summary>
    Shards,

    /// <summary>Whether optimizer states are divided.</summary>
    DistributedOptimizer,

    /// <summary>Whether the optimizer lies in host memory.</summary>
    HostOptimizer,

    /// <summary>Whether weights and optimizer lie in host memory.</summary>
    HostAll,

    /// <summary>The type of the weights.</summary>
    WeightType,

    /// <summary>Whether autocast is on.</summary>
    Autocast,

    /// <summary>Whether everything is 16 bit without autocast.</summary>
    PureHalf,

    /// <summary>Weights and autocast by one name: bf16-mixed.</summary>
    PrecisionName,

    /// <summary>Rows of joined samples.</summary>
    Packed,

    /// <summary>A batch joined to one row.</summary>
    PaddingFree,

    /// <summary>Head and loss together, and fused norms and activations.</summary>
    FusedLoss,

    /// <summary>Head and loss together.</summary>
    FusedLossOnly,

    /// <summary>Fused norms, rotary embeddings and activations.</summary>
    FusedKernels,

    /// <summary>The attention kernel of a training run by name.</summary>
    Kernel,

    /// <summary>Whether attention is fused.</summary>
    FlashKernel,

    /// <summary>Dropout before adapters.</summary>
    Dropout,

    /// <summary>DoRA.</summary>
    Dora,

    /// <summary>Modules that are trained whole beside adapters.</summary>
    SavedModules,

    /// <summary>Ranks that divide each sequence.</summary>
    ContextRanks,

    /// <summary>Tokens divided between matrices.</summary>
    SequenceParallel,

    /// <summary>Gradients in 32 bit.</summary>
    FloatGradients,

    /// <summary>The optimizer's step inside the backward pass.</summary>
    StepsInBackward,

    /// <summary>The allocator's settings.</summary>
    Allocator,

    /// <summary>Weights in 4 bit.</summary>
    FourBit,

    /// <summary>Weights in 8 bit.</summary>
    EightBit,

    /// <summary>Weights in so many bits, or in a format by bitsandbytes' name.</summary>
    Bits,

    /// <summary>Scales that are quantized too.</summary>
    DoubleQuantization,

    /// <summary>GPUs.</summary>
    Cards,

    /// <summary>Adapters or every weight.</summary>
    Tuner,
}
