namespace VramBot.Core.Diffusion;

/// <summary>The denoiser of FLUX.1: blocks with separate weights for text and image, then blocks that treat both as one sequence.</summary>
/// <remarks>Source: huggingface/diffusers, models/transformers/transformer_flux.py; the numbers are those of each model's transformer/config.json.</remarks>
public sealed record FluxTransformer : Denoiser
{
    private const int HeadWidth = 128;
    private const int TimeWidth = 256;
    private const int Patch = 2;

    /// <summary>Attention heads of 128; the width is 128 times as many.</summary>
    public required int Heads { get; init; }

    /// <summary>Blocks with separate weights for text and image.</summary>
    public required int DoubleBlocks { get; init; }

    /// <summary>Blocks of one sequence.</summary>
    public required int SingleBlocks { get; init; }

    /// <summary>Whether the strength of guidance is an input (dev) rather than a second pass.</summary>
    public bool EmbedsGuidance { get; init; }

    /// <summary>Width of the text vectors.</summary>
    public required int ContextWidth { get; init; }

    /// <summary>Width of the pooled text vector.</summary>
    public required int PooledWidth { get; init; }

    /// <summary>Tokens of text in its sequence.</summary>
    public required int TextTokens { get; init; }

    /// <summary>The width of a token.</summary>
    public int Width => Heads * HeadWidth;

    /// <inheritdoc/>
    public override int Multiple => Autoencoder.Scale * Patch;

    /// <inheritdoc/>
    public override string Label => "DiT";

    private int PatchWidth => Patch * Patch * LatentChannels;

    /// <inheritdoc/>
    public override IEnumerable<LayerTensor> Tensors() =>
    [
        .. LayerTensor.Linear(TimeWidth, Width, EmbedsGuidance ? 2 : 1),
        .. LayerTensor.Linear(PooledWidth, Width),
        .. LayerTensor.Linear(Width, Width, EmbedsGuidance ? 3 : 2),
        .. LayerTensor.Linear(ContextWidth, Width),
        .. LayerTensor.Linear(PatchWidth, Width),
        .. LayerTensor.Linear(Width, 6 * Width, 2 * DoubleBlocks),
        .. LayerTensor.Linear(Width, Width, 8 * DoubleBlocks),
        .. LayerTensor.Linear(Width, 4 * Width, 2 * DoubleBlocks),
        .. LayerTensor.Linear(4 * Width, Width, 2 * DoubleBlocks),
        .. LayerTensor.Linear(Width, 3 * Width, SingleBlocks),
        .. LayerTensor.Linear(Width, 4 * Width, SingleBlocks),
        .. LayerTensor.Linear(5 * Width, Width, SingleBlocks),
        .. LayerTensor.Linear(Width, Width, 3 * SingleBlocks),
        LayerTensor.Vector(HeadWidth, (4 * DoubleBlocks) + (2 * SingleBlocks)),
        .. LayerTensor.Linear(Width, 2 * Width),
        .. LayerTensor.Linear(Width, PatchWidth),
    ];
}
