namespace VramBot.Core.Diffusion;

/// <summary>What a part of the memory is for.</summary>
public enum ImagePartKind
{
    /// <summary>The denoiser's weights.</summary>
    Denoiser,

    /// <summary>A text encoder's weights.</summary>
    TextEncoder,

    /// <summary>The autoencoder's weights.</summary>
    Autoencoder,

    /// <summary>The safety checker's weights.</summary>
    SafetyChecker,

    /// <summary>Tensors of the phase that takes most.</summary>
    Activations,

    /// <summary>Memory that PyTorch's allocator holds from the driver and has not given out.</summary>
    AllocatorSlack,

    /// <summary>The driver's context of the process.</summary>
    Context,
}
