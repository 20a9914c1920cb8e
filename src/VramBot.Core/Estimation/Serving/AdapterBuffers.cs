using VramBot.Core.Engines;
using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation.Serving;

/// <summary>The buffers that vLLM makes for served adapters before any is loaded.</summary>
/// <remarks>
/// <para>
/// Formula: <c>count · rank · (in + out) · 2 bytes</c> for every projection of attention and dense feed-forward. On several ranks the first factor of
/// column-parallel projections and the second of row-parallel ones stay whole. Merged projections keep a first factor a slice (query, key, value; gate, up).
/// </para>
/// <para>
/// Left out: embedding and head, which only some classes wrap (Llama: 0.03 GiB at rank 64), and routed experts. Source: vllm-project/vllm,
/// lora/layers.py; rank 32 on Qwen3-8B 0.16 GiB as printed, rank 64 on Llama-3.2-3B 0.23.
/// </para>
/// </remarks>
internal static class AdapterBuffers
{
    private const int ElementSize = 2;

    public static Bytes Of(Network network, ServedAdapters adapters, Parallelism parallelism)
    {
        var (first, count) = RankWeights.StageLayers(network.Layers.Length, parallelism.Pipeline, 0);
        var widths = TensorInventory.Of(network)
            .Where(tensor => tensor.Layer >= first && tensor.Layer < first + count)
            .Sum(tensor => tensor.Count * WidthOf(tensor, parallelism.Tensor));
        return Bytes.FromBytes(adapters.Count * adapters.Rank * widths * ElementSize);
    }

    private static long WidthOf(TensorGroup tensor, int ranks) => tensor.Role switch
    {
        TensorRole.Query or TensorRole.QueryUp or TensorRole.Key or TensorRole.Value or TensorRole.Gate or TensorRole.Up
            or TensorRole.SharedGate or TensorRole.SharedUp => tensor.Columns + (tensor.Rows / ranks),
        TensorRole.AttentionOutput or TensorRole.Down or TensorRole.SharedDown => (tensor.Columns / ranks) + tensor.Rows,
        _ => 0,
    };
}
