namespace VramBot.Core.Diffusion;

/// <summary>What is changed so that it fits.</summary>
public enum ImageChange
{
    /// <summary>Images are decoded one after the other.</summary>
    Sliced,

    /// <summary>Pixels are made in tiles.</summary>
    Tiled,

    /// <summary>The large text encoder is packed.</summary>
    PackedEncoder,

    /// <summary>The large text encoder works on the processor.</summary>
    HostEncoder,

    /// <summary>Parts wait in host memory.</summary>
    PartsOffloaded,

    /// <summary>Parts wait in host memory, and pixels are made in tiles.</summary>
    PartsOffloadedTiled,

    /// <summary>Weights of fewer bits.</summary>
    Format,

    /// <summary>Weights of fewer bits, and parts wait in host memory.</summary>
    FormatOffloaded,

    /// <summary>Weights of fewer bits, parts wait in host memory, and pixels are made in tiles.</summary>
    FormatOffloadedTiled,

    /// <summary>Fewer images at once.</summary>
    Batch,

    /// <summary>Fewer pixels.</summary>
    Size,

    /// <summary>Layers wait in host memory, and pixels are made in tiles.</summary>
    LayersOffloaded,
}
