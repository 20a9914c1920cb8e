namespace VramBot.Core.Diffusion;

/// <summary>The denoiser of Stable Diffusion 3: text and image have their own weights in every block and meet in its attention.</summary>
/// <remarks>Source: huggingface/diffusers, models/transformers/transformer_sd3.py and models/attention.py; the numbers are those of each model's transformer/config.json.</remarks>
public sealed record JointTransformer : Denoiser
{
    private const int HeadWidth = 64;
    private const int TimeWidth = 256;
    private const int Patch = 2;

    /// <summary>Attention heads of 64; the width is 64 times as many.</summary>
    public required int Heads { get; init; }

    /// <summary>How many blocks.</summary>
    public required int Blocks { get; init; }

    /// <summary>The first blocks that attend within the image a second time (SD 3.5 Medium).</summary>
    public int DualBlocks { get; init; }

    /// <summary>Whether queries and keys are normed (SD 3.5).</summary>
    public bool HasQueryKeyNorm { get; init; }

    /// <summary>Width of the text vectors.</summary>
    public required int ContextWidth { get; init; }

    /// <summary>Width of the pooled text vector.</summary>
    public required int PooledWidth { get; init; }

    /// <summary>The edge of the stored table of positions, in patches.</summary>
    public required int PositionEdge { get; init; }

    /// <summary>Tokens of text in its sequence.</summary>
    public required int TextTokens { get; init; }

    /// <summary>The width of a token.</summary>
    public int Width => Heads * HeadWidth;

    /// <inheritdoc/>
    public override int Multiple => Autoencoder.Scale * Patch;

    /// <inheritdoc/>
    public override string Label => "DiT";

    /// <inheritdoc/>
    public override IEnumerable<LayerTensor> Tensors() =>
    [
        .. LayerTensor.Convolution(LatentChannels, Width, Patch),
        new(TensorUse.Buffer, (long)PositionEdge * PositionEdge, Width),
        .. LayerTensor.Linear(TimeWidth, Width),
        .. LayerTensor.Linear(PooledWidth, Width),
        .. LayerTensor.Linear(Width, Width, 2),
        .. LayerTensor.Linear(ContextWidth, Width),
        .. LayerTensor.Linear(Width, 6 * Width, (2 * Blocks) - 1 - DualBlocks),
        .. LayerTensor.Linear(Width, 9 * Width, DualBlocks),
        .. LayerTensor.Linear(Width, Width, (8 * Blocks) - 1 + (4 * DualBlocks)),
        .. LayerTensor.Linear(Width, 4 * Width, (2 * Blocks) - 1),
        .. LayerTensor.Linear(4 * Width, Width, (2 * Blocks) - 1),
        LayerTensor.Vector(HeadWidth, HasQueryKeyNorm ? (4 * Blocks) + (2 * DualBlocks) : 0),
        .. LayerTensor.Linear(Width, 2 * Width, 2),
        .. LayerTensor.Linear(Width, Patch * Patch * LatentChannels),
    ];
}
