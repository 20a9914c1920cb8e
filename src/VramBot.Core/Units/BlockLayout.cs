namespace VramBot.Core.Units;

/// <summary>How a format packs elements: whole blocks, so the size is exact and the rate is derived.</summary>
/// <param name="ElementsPerBlock">Elements that share one block; 1 for plain floats.</param>
/// <param name="BlockSize">Bytes of a block, scales and minima included.</param>
public sealed record BlockLayout(int ElementsPerBlock, Bytes BlockSize)
{
    /// <summary>Bits that one element takes on average.</summary>
    public double BitsPerElement => 8.0 * BlockSize.Count / ElementsPerBlock;

    /// <summary>Bytes of a run of elements, the last block rounded up to a whole one.</summary>
    public Bytes SizeOf(long elements) => (elements + ElementsPerBlock - 1) / ElementsPerBlock * BlockSize;
}
