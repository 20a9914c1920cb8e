namespace VramBot.Core.Formats;

/// <summary>A format whose types are chosen by calibration, file by file: no rule gives its size (Unsloth dynamic).</summary>
/// <param name="Hint">What to do instead, as a sentence.</param>
public sealed record UnsizedFormat(string Hint) : WeightFormat
{
    /// <inheritdoc/>
    public override double BitsPerWeight => 0;
}
