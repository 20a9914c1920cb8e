using VramBot.Core.Units;

namespace VramBot.Core.Models;

/// <summary>One or more equal tensors of one layer.</summary>
/// <param name="Role">What they are for.</param>
/// <param name="Layer">The layer's index from zero, or −1 outside the layers.</param>
/// <param name="Rows">Outputs: rows of one tensor.</param>
/// <param name="Columns">Inputs: the length of a row; 1 for a vector.</param>
/// <param name="Count">How many tensors of this shape, for example one an expert.</param>
public readonly record struct TensorGroup(TensorRole Role, int Layer, long Rows, long Columns, long Count)
{
    /// <summary>The layer index of tensors outside the layers.</summary>
    public const int OutsideLayers = -1;

    /// <summary>Weights of all tensors of the group.</summary>
    public ParameterCount Parameters => new(Rows * Columns * Count);
}
