using VramBot.Core.Models;

namespace VramBot.Core.Estimation.LlamaCpp;

/// <summary>ik_llama.cpp's compute buffer: the largest phase of one graph of u tokens on a GPU.</summary>
/// <remarks>
/// <para>
/// Phases, 4 bytes an element: head <c>4u(V + h)</c>; attention with flash <c>6·u·cells + 4u(2h + 2q)</c>, without
/// <c>4u(heads · cells + cells + 2h + 2q)</c>; dense <c>2·u·cells + 4u(3i + 3h)</c>; experts <c>2·u·cells + 4u·max(3·t·iₑ + 3h, t(h + iₑ) + 3h)</c>.
/// </para>
/// <para>
/// Symbols: u tokens of a graph, V vocabulary, h hidden, i inner size, t experts a token, q = heads · headDim. The mask arrives in 32 bit and is
/// cast where it is read; experts are summed in one step. Source: ikawrakow/ik_llama.cpp, src/llama-build-context.cpp; 14 logs without latent
/// attention within 3 %. Latent attention with -mla 2 or 3 depends on -amb and is not solved: three logs lie 33 to 115 % off.
/// </para>
/// </remarks>
internal static class IkComputeBuffer
{
    private const int Word = 4;

    public static long OnGpu(LlamaCppPlan plan, int gpu)
    {
        var largest = 0L;
        for (var index = 0; index < plan.Network.Layers.Length; index++)
            if (plan.Placement.GpuOf(index) == gpu)
                largest = Math.Max(largest, Phase(plan, plan.Network.Layers[index]));
        return plan.Placement.HoldsHead(gpu)
            ? Math.Max(largest, Word * (long)plan.MicroBatch * (plan.Network.VocabularySize + plan.Network.HiddenSize))
            : largest;
    }

    private static long Phase(LlamaCppPlan plan, Layer layer)
    {
        long tokens = plan.MicroBatch;
        long hidden = plan.Network.HiddenSize;
        var mask = 2 * tokens * plan.Cells;
        var phase = layer.Attention is { } attention ? Attend(plan, attention) : 0;
        if (layer.Dense is { } dense)
            phase = Math.Max(phase, mask + (Word * tokens * ((3L * dense.InnerSize) + (3 * hidden))));
        if (layer.Experts is { } moe)
        {
            long each = moe.ExpertsPerToken;
            long inner = moe.Expert.InnerSize;
            phase = Math.Max(phase, mask + (Word * tokens * (Math.Max(3 * each * inner, each * (hidden + inner)) + (3 * hidden))));
        }

        return phase;
    }

    private static long Attend(LlamaCppPlan plan, Attention attention)
    {
        long tokens = plan.MicroBatch;
        long hidden = plan.Network.HiddenSize;
        var cells = plan.CellsOf(attention);
        var queries = attention switch
        {
            GroupedQueryAttention grouped => (long)grouped.Heads * grouped.HeadDim,
            LatentAttention latent => (long)latent.Heads * (latent.PlainDim + latent.RotaryDim),
            _ => hidden,
        };
        return plan.FlashAttention
            ? (6 * tokens * cells) + (Word * tokens * ((2 * hidden) + (2 * queries)))
            : Word * tokens * (((attention.Heads + 1L) * cells) + (2 * hidden) + (2 * queries));
    }
}
