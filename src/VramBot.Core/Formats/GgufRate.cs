namespace VramBot.Core.Formats;

/// <summary>
/// A GGUF file of which only the average is known: mixes with a recipe of their own, told by <c>file size · 8 / parameters</c> (<c>gguf:4.83</c>).
/// </summary>
/// <param name="Bits">Bits of a weight on average, in every matrix alike; vectors and routers stay in 32 bit.</param>
public sealed record GgufRate(double Bits) : WeightFormat
{
    /// <inheritdoc/>
    public override double BitsPerWeight => Bits;
}
