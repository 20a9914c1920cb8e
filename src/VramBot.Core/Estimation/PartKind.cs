namespace VramBot.Core.Estimation;

/// <summary>What a part of the memory is for.</summary>
public enum PartKind
{
    /// <summary>The model's weights.</summary>
    Weights,

    /// <summary>Cached keys and values; in engines that page both alike, recurrent states too.</summary>
    Cache,

    /// <summary>Recurrent states beside the cache, one or more a sequence.</summary>
    States,

    /// <summary>A draft model for speculative decoding: its weights, cache and buffers.</summary>
    Draft,

    /// <summary>LoRA adapters served beside the model.</summary>
    Adapters,

    /// <summary>Gradients of what is trained.</summary>
    Gradients,

    /// <summary>The optimizer's states, 32-bit copies of weights among them.</summary>
    OptimizerStates,

    /// <summary>Logits and the loss, with what its backward pass needs.</summary>
    Loss,

    /// <summary>Weights gathered from other ranks for the layer at work, and buffers of the exchange.</summary>
    Gathered,

    /// <summary>Memory that PyTorch's allocator holds from the driver and has not given out: cached and broken blocks.</summary>
    AllocatorSlack,

    /// <summary>Activations and workspaces of the largest step (serving engines, PyTorch).</summary>
    Activations,

    /// <summary>llama.cpp's compute buffer.</summary>
    ComputeBuffer,

    /// <summary>Captured CUDA graphs.</summary>
    Graphs,

    /// <summary>Memory that libraries take beside the allocator: communication, kernels.</summary>
    NonTorch,

    /// <summary>The driver's context of the process.</summary>
    Context,
}
