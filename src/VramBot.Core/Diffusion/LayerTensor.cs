namespace VramBot.Core.Diffusion;

/// <summary>One or more equal tensors of an image model.</summary>
/// <param name="Use">What they are.</param>
/// <param name="Rows">Outputs.</param>
/// <param name="Columns">Inputs of an output; 1 for a vector.</param>
/// <param name="Count">How many there are.</param>
public readonly record struct LayerTensor(TensorUse Use, long Rows, long Columns, long Count = 1)
{
    /// <summary>Elements of all of them.</summary>
    public long Elements => Rows * Columns * Count;

    /// <summary>A linear layer with its bias.</summary>
    internal static IEnumerable<LayerTensor> Linear(long inputs, long outputs, long count = 1, bool bias = true) =>
        bias ? [new(TensorUse.Linear, outputs, inputs, count), Vector(outputs, count)] : [new(TensorUse.Linear, outputs, inputs, count)];

    /// <summary>A convolution of square kernels with its bias.</summary>
    internal static IEnumerable<LayerTensor> Convolution(long inputs, long outputs, int kernel = 3) =>
        [new(TensorUse.Convolution, outputs, inputs * kernel * kernel), Vector(outputs)];

    /// <summary>A vector.</summary>
    internal static LayerTensor Vector(long length, long count = 1) => new(TensorUse.Vector, length, 1, count);

    /// <summary>A norm with scale and shift.</summary>
    internal static LayerTensor Norm(long width, long count = 1) => Vector(width, 2 * count);
}
