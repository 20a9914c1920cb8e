using VramBot.Core.Engines;
using VramBot.Core.Gpus;
using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation.LlamaCpp;

/// <summary>The buffer in which llama.cpp's Vulkan backend turns the right side of a product into 16 bits on cards with cooperative matrices.</summary>
/// <remarks>
/// <para>
/// Formula, u tokens a graph: dense <c>2u · max(h, q, i)</c>; experts <c>2u · 128 · max(h, iₑ)</c>, because every token's one row is padded to a tile of 128.
/// From the end of August 2026 on nothing is padded for experts: <c>2u · max(h, t · iₑ)</c>.
/// </para>
/// <para>
/// Symbols: h hidden size, q heads · headDim, i inner size, iₑ inner size of an expert, t experts a token. Source: ggml-org/llama.cpp,
/// ggml/src/ggml-vulkan/ggml-vulkan.cpp (ggml_vk_mul_mat_id_q_f16), issue 27873 and PR 27925; 1.9 GiB were seen beside a 26B model's buffers.
/// </para>
/// </remarks>
internal static class VulkanWorkspace
{
    private const int Half = 2;
    private const int Tile = 128;
    private const double FirstWithCooperativeMatrices = 7.5;

    private static readonly EngineVersion FirstUnpadded = EngineVersion.Build(10120);

    /// <summary>Its size; zero on other backends and on cards that multiply 32-bit rows as they are.</summary>
    public static Bytes Of(LlamaCppPlan plan)
    {
        var request = plan.Request;
        if (request.Settings.Backend != GpuBackend.Vulkan || request.Gpu is not { Vendor: GpuVendor.Nvidia, ComputeCapability: >= FirstWithCooperativeMatrices })
            return Bytes.Zero;
        var isPadded = request.Engine.Version is { IsBuild: true } build && build < FirstUnpadded;
        long hidden = plan.Network.HiddenSize;
        var widest = hidden;
        foreach (var (layer, _) in LayerKinds.Of(plan.Network))
        {
            if (layer.Attention is GroupedQueryAttention attention)
                widest = Math.Max(widest, (long)attention.Heads * attention.HeadDim);
            if (layer.Dense is { } dense)
                widest = Math.Max(widest, dense.InnerSize);
            if (layer.Experts is { } moe)
                widest = Math.Max(widest, isPadded ? Tile * Math.Max(hidden, moe.Expert.InnerSize) : (long)moe.ExpertsPerToken * moe.Expert.InnerSize);
        }

        return Bytes.FromBytes(Half * widest * plan.MicroBatch);
    }
}
