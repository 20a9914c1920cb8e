namespace VramBot.Core.Diffusion;

/// <summary>A phase of making an image.</summary>
public enum ImagePhase
{
    /// <summary>The prompt is read.</summary>
    Encoding,

    /// <summary>The noise is taken out.</summary>
    Denoising,

    /// <summary>Pixels are made.</summary>
    Decoding,
}
