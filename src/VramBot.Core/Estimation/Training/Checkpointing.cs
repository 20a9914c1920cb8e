namespace VramBot.Core.Estimation.Training;

/// <summary>Which activations of a layer are kept for its backward pass, and which are computed again.</summary>
public enum Checkpointing
{
    /// <summary>All are kept.</summary>
    None,

    /// <summary>The results of matrix products and attention are kept, the rest is computed again.</summary>
    Selective,

    /// <summary>Only each layer's input is kept.</summary>
    Full,

    /// <summary>Only each layer's input is kept, and in host memory (Unsloth's).</summary>
    Offloaded,
}
