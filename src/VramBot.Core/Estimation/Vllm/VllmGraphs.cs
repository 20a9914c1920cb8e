using VramBot.Core.Engines;
using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation.Vllm;

/// <summary>What captured CUDA graphs keep: nodes for each batch size, and tensors that pass between the pieces at the largest size.</summary>
/// <remarks>
/// <para>
/// From 0.18: <c>0.235 GiB + sizes/51 · (0.0111 · L + 0.0144 · Lₑ) GiB + 1,024 · (0.57 · L · h + 0.91 · 4 · (3i + 4h) / tp) · sizeₘ/512 bytes</c>; 0.8 to 0.17:
/// <c>0.1 + 0.0135 · L GiB + 1,600 · L · h bytes</c> (67 sizes whatever max_num_seqs); V0: <c>0.0155 · L · sizes/35 GiB</c>.
/// </para>
/// <para>
/// Symbols: L layers of the stage, Lₑ those with more than 16 experts, h hidden size, i inner size; sizes are the captured batch sizes, up to twice max_num_seqs and at most 512, in
/// V0 up to max_num_seqs.
/// </para>
/// <para>Source: read off 43 printed captures from 0.18 on (median 5 %, nine of ten within 15 %), 10 before and 12 of V0, which scatter by half.</para>
/// </remarks>
internal static class VllmGraphs
{
    private const int LargestSize = 512;
    private const int SizesUpTo512 = 51;
    private const int SizesOfV0 = 35;
    private const int ManyExperts = 16;

    private static readonly EngineVersion FirstWithFullGraphs = new(0, 18);

    public static Bytes Of(EstimateRequest request, Network network, VllmDefaults defaults)
    {
        if (request.Settings.EnforceEager)
            return Bytes.Zero;
        var layers = network.Layers.Length / request.Parallelism.Pipeline;
        if (defaults.Generation == VllmGeneration.V0)
            return Bytes.FromGibibytes(0.0155 * layers * Sizes(defaults.Sequences) / SizesOfV0);
        if (request.Engine.Version is { } version && version < FirstWithFullGraphs)
            return Bytes.FromGibibytes(0.1 + (0.0135 * layers)) + Bytes.FromBytes(1600L * layers * network.HiddenSize);
        return Full(request, network, request.Settings.LargestGraph ?? Math.Min(LargestSize, 2 * defaults.Sequences));
    }

    private static Bytes Full(EstimateRequest request, Network network, int largest)
    {
        var stages = (double)request.Parallelism.Pipeline;
        var layers = network.Layers.Length / stages;
        var experts = network.Layers.Count(layer => layer.Experts?.Experts > ManyExperts) / stages;
        var inner = LayerKinds.Of(network).Max(kind => kind.Layer.Dense?.InnerSize ?? kind.Layer.Experts?.Expert.InnerSize ?? 0);
        var between = (0.57 * layers * network.HiddenSize) + (0.91 * 4 * ((3.0 * inner) + (4.0 * network.HiddenSize)) / request.Parallelism.Tensor);
        return Bytes.FromGibibytes(0.235 + (((0.0111 * layers) + (0.0144 * experts)) * Sizes(largest) / SizesUpTo512))
            + Bytes.FromBytes((long)(2.0 * largest * between));
    }

    /// <summary>1, 2, 4, every eighth up to 256, then every sixteenth.</summary>
    private static int Sizes(int largest) => largest switch
    {
        < 8 => int.Log2(Math.Max(1, largest)) + 1,
        <= 256 => 3 + (largest / 8),
        _ => 3 + 32 + ((largest - 256) / 16),
    };
}
