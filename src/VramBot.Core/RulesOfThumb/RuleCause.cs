namespace VramBot.Core.RulesOfThumb;

/// <summary>What makes most of the difference between a rule of thumb and the estimate in one part.</summary>
public enum RuleCause
{
    /// <summary>The rule and the engine simply count otherwise.</summary>
    CountedOtherwise,

    /// <summary>The fifth on top of the weights.</summary>
    WeightOverhead,

    /// <summary>The size in the name beside the weights counted.</summary>
    NameSize,

    /// <summary>The bits of a weight: master weights that are not kept, scales and wider tensors that are.</summary>
    WeightBits,

    /// <summary>Weights that stay in host memory.</summary>
    HostMemory,

    /// <summary>Every attention head is counted, and groups of them share keys and values.</summary>
    SharedHeads,

    /// <summary>Every attention head is counted, and one latent row a token is kept.</summary>
    LatentRow,

    /// <summary>Every token is counted in every layer, and layers keep a window.</summary>
    Windows,

    /// <summary>Every layer is counted, and some keep no keys and values.</summary>
    FewerLayers,

    /// <summary>The bits of a cached number.</summary>
    CacheBits,

    /// <summary>A cache is counted, and training keeps none.</summary>
    NoCacheInTraining,

    /// <summary>The bytes of a parameter that the optimizer, or the gradients, take.</summary>
    StateBytes,
}
