using VramBot.Core.Formats;
using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Core.Diffusion;

/// <summary>What the parts of an image model take on the card.</summary>
/// <remarks>
/// Formats of few bits pack linear layers; convolutions, embeddings, norms and biases keep the width that is computed with. A GGUF file packs the linear layers in its base type. Source:
/// huggingface/diffusers, quantizers; city96's GGUF files of FLUX.1.
/// </remarks>
internal static class ImageWeights
{
    private const int Wide = 4;

    /// <summary>The denoiser.</summary>
    public static Bytes OfDenoiser(ImageRequest request) => SizeOf(request.Model.Denoiser, request.Weights, request.ElementBytes);

    /// <summary>A text encoder; small ones are never packed.</summary>
    public static Bytes Of(ImageRequest request, TextEncoder encoder)
    {
        if (encoder.IsLarge)
        {
            var widens = request is { Loader: ImageLoader.Diffusers, IsHalf: true, LargeFormat: FloatFormat { BytesPerWeight: 2 } };
            return SizeOf(encoder, request.LargeFormat, request.ElementBytes, widens ? Wide : request.ElementBytes);
        }

        return Plain(encoder.Parameters.Count, request.ElementBytes);
    }

    /// <summary>The autoencoder, in the width in which it decodes.</summary>
    public static Bytes OfAutoencoder(ImageRequest request) => Plain(request.Model.Autoencoder.Parameters.Count, request.DecodingBytes);

    /// <summary>The classifier that diffusers loads beside it.</summary>
    public static Bytes OfSafetyChecker(ImageRequest request) => request.Loader == ImageLoader.Diffusers ? Plain(request.Model.SafetyChecker, request.ElementBytes) : Bytes.Zero;

    /// <summary>The largest tensor of a part: what layer-by-layer offloading needs of it at once.</summary>
    public static Bytes LargestLayer(NeuralPart part, WeightFormat format, int elementBytes) =>
        part.Tensors().Where(tensor => tensor.Use != TensorUse.Buffer && tensor.Elements > 0).Max(tensor => SizeOf(tensor with { Count = 1 }, format, elementBytes, elementBytes));

    /// <summary>Tables that are stored with a part but not trained.</summary>
    public static Bytes Buffers(NeuralPart part, int elementBytes) => Plain(part.Tensors().Where(tensor => tensor.Use == TensorUse.Buffer).Sum(tensor => tensor.Elements), elementBytes);

    private static Bytes SizeOf(NeuralPart part, WeightFormat format, int elementBytes, int? wideBytes = null) =>
        part.Tensors().Aggregate(Bytes.Zero, (sum, tensor) => sum + SizeOf(tensor, format, elementBytes, wideBytes ?? elementBytes));

    private static Bytes SizeOf(LayerTensor tensor, WeightFormat format, int elementBytes, int wideBytes) => (tensor.Use, format) switch
    {
        (TensorUse.Linear or TensorUse.WideLinear, ScaledFormat) => TorchTensorSizing.SizeOf(format, new(TensorRole.Query, 0, tensor.Rows, tensor.Columns, tensor.Count), hasExperts: false)!.Value,
        (TensorUse.Linear or TensorUse.WideLinear, GgufMix mix) => tensor.Rows * tensor.Count * mix.BaseLayout.SizeOf(tensor.Columns),
        (TensorUse.Linear or TensorUse.WideLinear, GgufRate rate) => Bytes.FromBits((long)Math.Ceiling(tensor.Elements * rate.Bits)),
        (TensorUse.WideLinear, _) => Plain(tensor.Elements, wideBytes),
        _ => Plain(tensor.Elements, elementBytes),
    };

    private static Bytes Plain(long elements, int bytes) => Bytes.FromBytes(elements * bytes);
}
