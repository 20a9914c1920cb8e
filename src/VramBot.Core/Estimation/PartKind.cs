namespace VramBot.Core.Estimation;

/// <summary>What a part of the memory is for.</summary>
public enum PartKind
{
    /// <summary>The model's weights.</summary>
    Weights,

    /// <summary>Buffers for served low-rank adapters.</summary>
    Adapters,

    /// <summary>Cached keys and values, and recurrent states.</summary>
    Cache,

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
