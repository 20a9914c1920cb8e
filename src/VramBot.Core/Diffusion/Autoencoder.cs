using System.Collections.Immutable;

namespace VramBot.Core.Diffusion;

/// <summary>The variational autoencoder that makes pixels of latents: eight pixels a latent, four levels of residual blocks.</summary>
/// <remarks>Source: huggingface/diffusers, models/autoencoders/autoencoder_kl.py and vae.py; the widths are those of every published configuration.</remarks>
public sealed record Autoencoder : NeuralPart
{
    /// <summary>Pixels of a latent, along an edge.</summary>
    public const int Scale = 8;

    /// <summary>Residual blocks of a level of the encoder; the decoder has one more.</summary>
    internal const int Layers = 2;

    /// <summary>Channels of each level, that of full resolution first.</summary>
    internal static ImmutableArray<int> Widths { get; } = [128, 256, 512, 512];

    /// <summary>Channels of a latent.</summary>
    public required int LatentChannels { get; init; }

    /// <summary>Whether 1×1 convolutions stand between it and the latents.</summary>
    public required bool HasQuantConvolutions { get; init; }

    /// <summary>Whether fp16 overflows in it, so that diffusers decodes in 32 bit then (<c>force_upcast</c> of SDXL's).</summary>
    public bool DecodesInFloat32 { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<LayerTensor> Tensors() => [.. Encoder(), .. Decoder(), .. Between()];

    private IEnumerable<LayerTensor> Between() => !HasQuantConvolutions ? [] :
        [.. LayerTensor.Convolution(2 * LatentChannels, 2 * LatentChannels, 1), .. LayerTensor.Convolution(LatentChannels, LatentChannels, 1)];

    private IEnumerable<LayerTensor> Encoder()
    {
        var tensors = new List<LayerTensor>(LayerTensor.Convolution(3, Widths[0]));
        var inputs = Widths[0];
        foreach (var (level, width) in Widths.Index())
        {
            for (var layer = 0; layer < Layers; layer++, inputs = width)
                tensors.AddRange(Residual(inputs, width));
            if (level < Widths.Length - 1)
                tensors.AddRange(LayerTensor.Convolution(width, width));
        }

        return [.. tensors, .. Middle(), LayerTensor.Norm(Widths[^1]), .. LayerTensor.Convolution(Widths[^1], 2 * LatentChannels)];
    }

    private IEnumerable<LayerTensor> Decoder()
    {
        var tensors = new List<LayerTensor>(LayerTensor.Convolution(LatentChannels, Widths[^1]));
        tensors.AddRange(Middle());
        var inputs = Widths[^1];
        foreach (var (level, width) in Widths.Reverse().Index())
        {
            for (var layer = 0; layer <= Layers; layer++, inputs = width)
                tensors.AddRange(Residual(inputs, width));
            if (level < Widths.Length - 1)
                tensors.AddRange(LayerTensor.Convolution(width, width));
        }

        return [.. tensors, LayerTensor.Norm(Widths[0]), .. LayerTensor.Convolution(Widths[0], 3)];
    }

    private static IEnumerable<LayerTensor> Middle() =>
        [.. Residual(Widths[^1], Widths[^1]), .. Residual(Widths[^1], Widths[^1]), LayerTensor.Norm(Widths[^1]), .. LayerTensor.Linear(Widths[^1], Widths[^1], 4)];

    private static IEnumerable<LayerTensor> Residual(int inputs, int outputs) =>
    [
        LayerTensor.Norm(inputs),
        .. LayerTensor.Convolution(inputs, outputs),
        LayerTensor.Norm(outputs),
        .. LayerTensor.Convolution(outputs, outputs),
        .. inputs == outputs ? [] : LayerTensor.Convolution(inputs, outputs, 1),
    ];
}
