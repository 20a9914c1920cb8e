namespace VramBot.Core.Models;

/// <summary>A mixer whose memory of the past is a state of fixed size instead of a cache that grows.</summary>
public abstract record Recurrence
{
    /// <summary>Elements of the recurrent state of one sequence (kept in 32 bit by the engines).</summary>
    public abstract long StateElements { get; }

    /// <summary>Channels that pass the short convolution; its state keeps <see cref="ConvolutionKernel"/> − 1 of their values.</summary>
    public abstract long ConvolutionChannels { get; }

    /// <summary>Width of the short convolution.</summary>
    public required int ConvolutionKernel { get; init; }

    /// <summary>Elements of the convolution state of one sequence.</summary>
    public long ConvolutionStateElements => (ConvolutionKernel - 1) * ConvolutionChannels;
}

/// <summary>Mamba (selective state space), arXiv:2312.00752.</summary>
public sealed record Mamba1(int InnerSize, int StateSize, int TimeStepRank) : Recurrence
{
    /// <summary>Whether time step, B and C are normalised (Jamba).</summary>
    public bool InnerNorms { get; init; }

    /// <summary>Whether the input and output projections add biases.</summary>
    public bool ProjectionBias { get; init; }

    /// <summary>Whether the convolution adds a bias.</summary>
    public bool ConvolutionBias { get; init; } = true;

    /// <inheritdoc/>
    public override long StateElements => (long)InnerSize * StateSize;

    /// <inheritdoc/>
    public override long ConvolutionChannels => InnerSize;
}

/// <summary>Mamba-2 (state space duality), arXiv:2405.21060.</summary>
public sealed record Mamba2(int InnerSize, int StateSize, int Groups, int Heads) : Recurrence
{
    /// <summary>Whether a gated norm of the inner size precedes the output projection.</summary>
    public bool GatedNorm { get; init; } = true;

    /// <summary>Whether the input and output projections add biases.</summary>
    public bool ProjectionBias { get; init; }

    /// <summary>Whether the convolution adds a bias.</summary>
    public bool ConvolutionBias { get; init; } = true;

    /// <inheritdoc/>
    public override long StateElements => (long)InnerSize * StateSize;

    /// <inheritdoc/>
    public override long ConvolutionChannels => InnerSize + (2L * Groups * StateSize);
}

/// <summary>Gated delta net (linear attention with a decaying delta rule), arXiv:2412.06464.</summary>
public sealed record GatedDeltaNet(int KeyHeads, int KeyHeadDim, int ValueHeads, int ValueHeadDim) : Recurrence
{
    /// <summary>Width of all key heads.</summary>
    public long KeyWidth => (long)KeyHeads * KeyHeadDim;

    /// <summary>Width of all value heads.</summary>
    public long ValueWidth => (long)ValueHeads * ValueHeadDim;

    /// <inheritdoc/>
    public override long StateElements => (long)ValueHeads * KeyHeadDim * ValueHeadDim;

    /// <inheritdoc/>
    public override long ConvolutionChannels => (2 * KeyWidth) + ValueWidth;
}

/// <summary>Kimi delta attention: a delta rule with a gate per channel, arXiv:2510.26692.</summary>
public sealed record KimiDeltaAttention(int Heads, int HeadDim) : Recurrence
{
    /// <summary>Whether the output gate is one full matrix instead of two of low rank.</summary>
    public bool FullRankGate { get; init; }

    /// <summary>Width of all heads.</summary>
    public long Width => (long)Heads * HeadDim;

    /// <inheritdoc/>
    public override long StateElements => Width * HeadDim;

    /// <inheritdoc/>
    public override long ConvolutionChannels => 3 * Width;
}

/// <summary>Lightning attention: linear attention with a fixed decay, arXiv:2401.04658.</summary>
public sealed record LightningAttention(int Heads, int HeadDim) : Recurrence
{
    /// <summary>Width of all heads.</summary>
    public long Width => (long)Heads * HeadDim;

    /// <inheritdoc/>
    public override long StateElements => Width * HeadDim;

    /// <inheritdoc/>
    public override long ConvolutionChannels => 0;
}

/// <summary>A gated short convolution (LFM2): no state beside the last inputs.</summary>
public sealed record ShortConvolution(int Channels) : Recurrence
{
    /// <summary>Whether projections and convolution add biases.</summary>
    public bool Bias { get; init; }

    /// <inheritdoc/>
    public override long StateElements => 0;

    /// <inheritdoc/>
    public override long ConvolutionChannels => Channels;
}
