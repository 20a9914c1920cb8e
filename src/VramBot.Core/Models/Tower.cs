using VramBot.Core.Units;

namespace VramBot.Core.Models;

/// <summary>A vision or audio encoder with its projector; kept in 16 bit by every engine.</summary>
/// <param name="Kind">What it is, in words.</param>
/// <param name="Parameters">Its weights.</param>
public sealed record Tower(string Kind, ParameterCount Parameters)
{
    /// <summary>Patches of the largest image, tiles and class tokens counted; null when not stated.</summary>
    public int? ImagePatches { get; init; }

    /// <summary>Width of a patch inside the tower; null when not stated.</summary>
    public int? Width { get; init; }
}
