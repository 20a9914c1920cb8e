using VramBot.Core.Units;

namespace VramBot.Core.Formats;

/// <summary>Every weight is a plain floating-point number of the same width: fp32, bf16, fp16.</summary>
/// <param name="BytesPerWeight">Bytes of a weight.</param>
public sealed record FloatFormat(int BytesPerWeight) : WeightFormat
{
    /// <inheritdoc/>
    public override double BitsPerWeight => 8.0 * BytesPerWeight;
}
