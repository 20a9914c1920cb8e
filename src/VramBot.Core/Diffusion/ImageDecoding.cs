namespace VramBot.Core.Diffusion;

/// <summary>How the autoencoder makes pixels.</summary>
public enum ImageDecoding
{
    /// <summary>All images at once, each whole.</summary>
    Whole,

    /// <summary>One image after the other.</summary>
    Sliced,

    /// <summary>One image after the other, in overlapping tiles of 512 × 512 pixels.</summary>
    Tiled,
}
