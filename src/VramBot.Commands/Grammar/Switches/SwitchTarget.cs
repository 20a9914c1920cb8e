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

    /// <summary>Latent rows in the cache.</summary>
    LatentCache,

    /// <summary>Sliding layers cached at full length.</summary>
    FullWindow,

    /// <summary>Sliding layers cached by their window.</summary>
    WindowOnly,

    /// <summary>The attention kernel by name.</summary>
    AttentionName,
}
