using System.Collections.Immutable;

namespace VramBot.Core.Diffusion;

/// <summary>The convolutional denoiser of Stable Diffusion 1, 2 and XL: levels of residual blocks with transformers, and skips from the way down to the way up.</summary>
/// <remarks>Source: huggingface/diffusers, models/unets/unet_2d_condition.py; the numbers are those of each model's unet/config.json.</remarks>
public sealed record UNet : Denoiser
{
    /// <summary>Channels of each level, that of the latents' own resolution first.</summary>
    public required ImmutableArray<int> Widths { get; init; }

    /// <summary>Transformer blocks behind each residual block of a level; zero for levels without attention.</summary>
    public required ImmutableArray<int> Depths { get; init; }

    /// <summary>Transformer blocks in the middle.</summary>
    public required int MiddleDepth { get; init; }

    /// <summary>Residual blocks of a level on the way down; the way up has one more.</summary>
    public required int Layers { get; init; }

    /// <summary>Width of the text vectors.</summary>
    public required int ContextWidth { get; init; }

    /// <summary>Width of what is added to the time embedding (pooled text, sizes); zero for nothing.</summary>
    public int AddedWidth { get; init; }

    /// <summary>Whether transformers begin and end with linear layers rather than 1×1 convolutions.</summary>
    public bool HasLinearProjections { get; init; }

    /// <inheritdoc/>
    public override int Multiple => Autoencoder.Scale;

    /// <inheritdoc/>
    public override string Label => "UNet";

    private int Time => 4 * Widths[0];

    /// <inheritdoc/>
    public override IEnumerable<LayerTensor> Tensors()
    {
        var tensors = new List<LayerTensor>(
        [
            .. LayerTensor.Convolution(LatentChannels, Widths[0]),
            .. LayerTensor.Linear(Widths[0], Time),
            .. LayerTensor.Linear(Time, Time),
            .. AddedWidth == 0 ? [] : LayerTensor.Linear(AddedWidth, Time).Concat(LayerTensor.Linear(Time, Time)),
        ]);
        var skips = new Stack<int>([Widths[0]]);
        var inputs = Widths[0];
        foreach (var (level, width) in Widths.Index())
        {
            for (var layer = 0; layer < Layers; layer++, inputs = width)
            {
                tensors.AddRange([.. Residual(inputs, width), .. Transformer(width, Depths[level])]);
                skips.Push(width);
            }

            if (level == Widths.Length - 1)
                break;
            tensors.AddRange(LayerTensor.Convolution(width, width));
            skips.Push(width);
        }

        tensors.AddRange([.. Residual(inputs, inputs), .. Transformer(inputs, MiddleDepth), .. Residual(inputs, inputs)]);
        for (var level = Widths.Length - 1; level >= 0; level--)
        {
            for (var layer = 0; layer <= Layers; layer++, inputs = Widths[level])
                tensors.AddRange([.. Residual(inputs + skips.Pop(), Widths[level]), .. Transformer(Widths[level], Depths[level])]);
            if (level > 0)
                tensors.AddRange(LayerTensor.Convolution(Widths[level], Widths[level]));
        }

        return [.. tensors, LayerTensor.Norm(Widths[0]), .. LayerTensor.Convolution(Widths[0], LatentChannels)];
    }

    private IEnumerable<LayerTensor> Residual(int inputs, int outputs) =>
    [
        LayerTensor.Norm(inputs),
        .. LayerTensor.Convolution(inputs, outputs),
        .. LayerTensor.Linear(Time, outputs),
        LayerTensor.Norm(outputs),
        .. LayerTensor.Convolution(outputs, outputs),
        .. inputs == outputs ? [] : LayerTensor.Convolution(inputs, outputs, 1),
    ];

    private IEnumerable<LayerTensor> Transformer(int width, int depth) => depth == 0 ? [] :
    [
        LayerTensor.Norm(width, 1 + (3 * depth)),
        .. HasLinearProjections ? LayerTensor.Linear(width, width, 2) : LayerTensor.Convolution(width, width, 1).Concat(LayerTensor.Convolution(width, width, 1)),
        .. LayerTensor.Linear(width, width, 4 * depth, bias: false),
        .. LayerTensor.Linear(ContextWidth, width, 2 * depth, bias: false),
        .. LayerTensor.Linear(width, width, 2 * depth),
        .. LayerTensor.Linear(width, 8 * width, depth),
        .. LayerTensor.Linear(4 * width, width, depth),
    ];
}
