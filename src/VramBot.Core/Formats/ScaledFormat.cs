namespace VramBot.Core.Formats;

/// <summary>
/// Linear weights of few bits with scales beside them: fp8, int8, GPTQ, AWQ, nf4, mxfp4, nvfp4, EXL2.
/// Norms, biases, the router, embeddings and towers stay in 16 bit.
/// </summary>
public sealed record ScaledFormat : WeightFormat
{
    /// <summary>Bits of a quantized weight itself; fractional for trellis and mixed-rate formats.</summary>
    public required double WeightBits { get; init; }

    /// <summary>Input weights of one output row that share a scale; zero for one group a row.</summary>
    public int GroupSize { get; init; }

    /// <summary>Bits of scale, zero point and minimum of each group, on average.</summary>
    public double GroupBits { get; init; }

    /// <summary>Bits of the scale of each output row, when there is one beside the groups.</summary>
    public double RowBits { get; init; }

    /// <summary>Which weights are quantized.</summary>
    public required QuantizedScope Scope { get; init; }

    /// <summary>Bits of the output head's weights; 16 when the head is left alone.</summary>
    public double HeadBits { get; init; } = 16;

    /// <summary>Whether the input embedding stays in host memory by default (EXL2).</summary>
    public bool EmbeddingOnHost { get; init; }

    /// <summary>The edge of the square of weights that share a scale; null where groups lie along a row (a row's groups have 256 weights at most).</summary>
    public int? SquareEdge => GroupSize > 256 ? (int)Math.Sqrt(GroupSize) : null;

    /// <inheritdoc/>
    public override double BitsPerWeight => WeightBits + (GroupSize > 0 ? GroupBits / GroupSize : 0);
}
