using VramBot.Core.Formats;
using VramBot.Core.Gpus;

namespace VramBot.Core.Diffusion;

/// <summary>What is to be made, with what and how.</summary>
/// <param name="Model">The model.</param>
/// <param name="Weights">The format of the denoiser's weights.</param>
public sealed record ImageRequest(ImageModel Model, WeightFormat Weights)
{
    /// <summary>Pixels of each image.</summary>
    public required ImageSize Size { get; init; }

    /// <summary>Images at once.</summary>
    public int Batch { get; init; } = 1;

    /// <summary>The format of the large text encoder; null where it follows the denoiser.</summary>
    public WeightFormat? EncoderFormat { get; init; }

    /// <summary>Where the large text encoder works.</summary>
    public LargeEncoder Encoder { get; init; }

    /// <summary>What waits in host memory.</summary>
    public ImageOffload Offload { get; init; }

    /// <summary>How pixels are made.</summary>
    public ImageDecoding Decoding { get; init; }

    /// <summary>The program.</summary>
    public ImageLoader Loader { get; init; }

    /// <summary>The card; null while none is named.</summary>
    public Gpu? Gpu { get; init; }

    /// <summary>Bytes of an element that is computed with: two, or four in full precision.</summary>
    public int ElementBytes => Weights is FloatFormat { BytesPerWeight: 4 } ? 4 : 2;

    /// <summary>Whether 16 bit is fp16, which overflows in some parts, rather than bf16: the weights' own where they are 16 bit, else the model's.</summary>
    public bool IsHalf => (Weights is FloatFormat ? Weights.Id : Model.NativeFormat) == "fp16";

    /// <summary>The format of the large text encoder.</summary>
    public WeightFormat LargeFormat => EncoderFormat ?? (Weights is GgufMix or GgufRate ? Half : Weights);

    /// <summary>Bytes of an element while pixels are made.</summary>
    /// <remarks>diffusers decodes in 32 bit where fp16 overflows (pipeline_stable_diffusion_xl.py, upcast_vae); ComfyUI in bf16 where the card has it (model_management.py, vae_dtype).</remarks>
    public int DecodingBytes => ElementBytes == 4 || (Loader == ImageLoader.Diffusers ? IsHalf && Model.Autoencoder.DecodesInFloat32 : Gpu is { HasBf16: false }) ? 4 : 2;

    private FloatFormat Half => new(2) { Id = Model.NativeFormat, Label = Model.NativeFormat, Source = "the model's own" };
}
