using VramBot.Core.Gpus;
using VramBot.Core.Units;

namespace VramBot.Commands.Handlers;

/// <summary>How weights alone lie on cards of a kind, an equal share on each.</summary>
/// <param name="Gpu">The card.</param>
/// <param name="Count">How many.</param>
/// <param name="Free">What is left of each for cache and activations; negative for what is missing.</param>
public sealed record FilesFit(Gpu Gpu, int Count, Bytes Free)
{
    /// <summary>Whether the weights are held.</summary>
    public bool Holds => Free > Bytes.Zero;

    /// <summary>The weights on some cards.</summary>
    public static FilesFit Of(Bytes weights, Gpu gpu, int count)
    {
        ArgumentNullException.ThrowIfNull(gpu);
        return new(gpu, count, gpu.Visible - Bytes.FromBytes((weights.Count + count - 1) / count));
    }
}
