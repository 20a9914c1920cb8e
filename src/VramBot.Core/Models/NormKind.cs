namespace VramBot.Core.Models;

/// <summary>What a norm learns.</summary>
public enum NormKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A scale: root mean square norm, or a layer norm without bias.</summary>
    Scale,

    /// <summary>A scale and a bias: layer norm.</summary>
    ScaleAndBias,
}
