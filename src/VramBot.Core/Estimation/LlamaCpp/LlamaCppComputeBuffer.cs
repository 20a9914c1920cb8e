using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation.LlamaCpp;

/// <summary>llama.cpp's compute buffer: the largest phase of one graph of u tokens.</summary>
/// <remarks>
/// <para>
/// Phases, 4 bytes an element: output <c>4(o·V + u·h)</c>; dense <c>mask + 4u(3i + 3h)</c>; experts
/// <c>mask + 4u·max(3·t·iₑ + 3h, 2·t·h + 5h)</c> with 2h more beside a shared expert; attention with flash <c>mask + 4u(2h + 2q)</c>, plus
/// one layer's cache in 16 bit when the cache is quantized; without flash <c>mask + 4u(heads·cells + 2h + 2q + 2k)</c>.
/// </para>
/// <para>
/// mask = u · cells · (2 with flash, 4 without), once for full and once for sliding layers. With several GPUs four pipeline copies of every
/// input exist: the mask and positions on each, the h-wide input 4 times on the first GPU and twice 4 times on the others.
/// </para>
/// <para>
/// Symbols: u tokens of a graph, o rows of logits, V vocabulary, h hidden, i inner size, t experts a token, q = heads · headDim, k = kvHeads · headDim.
/// Source: ggml-org/llama.cpp of July 2026, read off its own no-alloc runs (1 GPU, 2 403 set-ups: mean 1.1 % off, 95 % of them within 11 %,
/// mostly too low where ggml's allocator leaves holes).
/// </para>
/// </remarks>
internal static class LlamaCppComputeBuffer
{
    private const int ElementSize = 4;
    private const int PipelineCopies = 4;

    public static Bytes OnGpu(LlamaCppPlan plan, int gpu)
    {
        var network = plan.Network;
        long micro = plan.MicroBatch;
        long hidden = network.HiddenSize;
        var mask = Mask(plan);
        var largest = 0L;
        for (var index = 0; index < network.Layers.Length; index++)
            if (plan.GpuOf(index) == gpu)
                largest = Math.Max(largest, LayerPhase(plan, network.Layers[index]));
        var total = mask + largest;
        if (plan.HoldsHead(gpu))
            total = Math.Max(total, ElementSize * ((plan.Outputs * (long)network.VocabularySize) + (micro * hidden)));
        if (plan.Gpus > 1)
        {
            var inputs = gpu == 0 ? PipelineCopies - 1 : (2 * PipelineCopies) - 1;
            total += ((PipelineCopies - 1) * mask) + (inputs * ElementSize * micro * hidden);
        }

        return Bytes.FromBytes(total);
    }

    private static long Mask(LlamaCppPlan plan)
    {
        var elementSize = plan.FlashAttention ? 2 : 4;
        var scopes = plan.Network.Layers.Select(layer => layer.Attention).OfType<Attention>().Select(plan.CellsOf).Distinct();
        return scopes.Sum(cells => plan.MicroBatch * cells * elementSize);
    }

    private static long LayerPhase(LlamaCppPlan plan, Layer layer)
    {
        long micro = plan.MicroBatch;
        long hidden = plan.Network.HiddenSize;
        var phase = 0L;
        if (layer.Dense is { } dense)
            phase = ElementSize * micro * ((3L * dense.InnerSize) + (3 * hidden));
        if (layer.Experts is { } moe)
        {
            var routed = Math.Max((3L * moe.ExpertsPerToken * moe.Expert.InnerSize) + (3 * hidden), (2 * moe.ExpertsPerToken * hidden) + (5 * hidden));
            phase = Math.Max(phase, ElementSize * micro * (routed + (moe.Shared is null ? 0 : 2 * hidden)));
        }

        return layer.Attention is { } attention ? Math.Max(phase, AttentionPhase(plan, attention)) : phase;
    }

    private static long AttentionPhase(LlamaCppPlan plan, Attention attention)
    {
        long micro = plan.MicroBatch;
        long hidden = plan.Network.HiddenSize;
        var (keys, values) = LlamaCppCache.Widths(attention);
        var queries = attention switch
        {
            GroupedQueryAttention grouped => (long)grouped.Heads * grouped.HeadDim,
            LatentAttention latent => (long)latent.Heads * (latent.LatentRank + latent.RotaryDim),
            _ => hidden,
        };
        var cells = plan.CellsOf(attention);
        if (!plan.FlashAttention)
            return ElementSize * micro * ((attention.Heads * cells) + (2 * hidden) + (2 * queries) + (2 * keys));
        var scratch = plan.Request.Keys.IsQuantized || plan.Request.Values.IsQuantized ? 2 * cells * plan.Streams * (keys + values) : 0;
        return (ElementSize * micro * ((2 * hidden) + (2 * queries))) + scratch;
    }
}
