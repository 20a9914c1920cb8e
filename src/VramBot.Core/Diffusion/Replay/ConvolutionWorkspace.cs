using VramBot.Core.Gpus;

namespace VramBot.Core.Diffusion.Replay;

/// <summary>What cuDNN takes beside the tensors of a convolution: copies of its input and output in the layout and width in which it computes.</summary>
/// <remarks>
/// <para>Tensor cores want channels last, so 16-bit input and output are both copied: 2,434 MiB for a decoded megapixel on an RTX 4090, of which 1,024 are those copies.</para>
/// <para>32-bit convolutions in TF32 copy one of them: 3,843 MiB for the same (invoke-ai/InvokeAI, VAE VRAM benchmark), and 15.0 GiB for four on an A100 (Hugging Face, simple_sdxl_optimizations).</para>
/// <para>
/// Cards without tensor cores compute 16 bit in 32: both are copied in that width, and nothing is for 32 bit. 864 MiB by the rule for 512 × 512 in fp16, 882 measured on a GTX 1070 and a P100; 704 and 777 in
/// 32 bit (gperdrizet/unit-6-assignments).
/// </para>
/// </remarks>
/// <param name="Input">Bytes for each element of the input.</param>
/// <param name="Output">Bytes for each element of the output.</param>
internal readonly record struct ConvolutionWorkspace(int Input, int Output)
{
    private const double FirstTensorCores = 7.0;
    private const double FirstTf32 = 8.0;

    /// <summary>The copies for elements of a width on a card; while no card is named, on one with tensor cores.</summary>
    public static ConvolutionWorkspace Of(int elementBytes, Gpu? gpu) => (elementBytes, gpu?.ComputeCapability) switch
    {
        (4, < FirstTf32) => default,
        (4, _) => new(4, 0),
        (_, < FirstTensorCores) => new(4, 4),
        _ => new(elementBytes, elementBytes),
    };
}
