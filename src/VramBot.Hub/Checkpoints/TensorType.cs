using VramBot.Core.Formats;

namespace VramBot.Hub.Checkpoints;

/// <summary>How a file stores the elements of a tensor: whole blocks of a fixed number of bytes.</summary>
/// <param name="Name">The name in the file's own format: <c>BF16</c>, <c>F8_E4M3</c>, <c>Q4_K</c>.</param>
/// <param name="ElementsPerBlock">Elements of a block; 1 for plain numbers.</param>
/// <param name="BytesPerBlock">Bytes of a block.</param>
public sealed record TensorType(string Name, int ElementsPerBlock, int BytesPerBlock)
{
    /// <summary>The block type of ggml; null for types that only safetensors files have and for integers.</summary>
    public GgmlType? Ggml { get; init; }

    /// <summary>Whether an element is one weight: floats and blocks of floats. Packed integers may hold several weights, or scales.</summary>
    public bool HoldsWeights { get; init; } = true;

    /// <summary>Bytes of a run of elements; null when they are not whole blocks or more than can be counted.</summary>
    public long? SizeOf(long elements) =>
        elements % ElementsPerBlock == 0 && Math.BigMul(elements / ElementsPerBlock, BytesPerBlock) is var size && size <= long.MaxValue ? (long)size : null;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
