using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation.Mlx;

/// <summary>Activations of MLX: what operations write before the command buffer that they were put in is done.</summary>
/// <remarks>
/// <para>
/// Formula: <c>chunk · 2 · (elements that a layer's operations write a token) · 50 / (operations of a layer)</c>. Nothing is freed inside a command
/// buffer, and one takes up to 50 operations on a Max or Ultra chip (40 on the others).
/// </para>
/// <para>
/// Letters: h hidden size, q all query heads, k and v all key and value heads, i inner size, t experts a token, E experts. A layer writes
/// <c>3h + 3q + 2k + v</c> in attention (and <c>q + k</c> more where both are normalised), <c>3h + 3i</c> in a feed-forward block,
/// <c>3h + 5E + t · (3i + 4h)</c> in experts.
/// </para>
/// <para>
/// Prompts run through the fused kernel at 64, 80 and 128 elements a head; at others the scores are written out: <c>chunk · heads · keys · 2</c> bytes.
/// </para>
/// <para>
/// Source: ml-explore/mlx, backend/metal/device.cpp (operations a buffer), backend/metal/scaled_dot_product_attention.cpp (head sizes); ten peaks of
/// ml-explore/mlx-lm, mlx_lm/BENCHMARKS.md, whose activations lie within 10 % of this.
/// </para>
/// </remarks>
internal static class MlxActivations
{
    private const int ChunkTokens = 2048;
    private const int OperationsPerBuffer = 50;
    private const int AttentionOperations = 11;
    private const int NormalisedOperations = 2;
    private const int DenseOperations = 6;
    private const int ExpertOperations = 20;
    private const int Half = 2;

    public static Bytes Of(EstimateRequest request, Network network)
    {
        var tokens = Math.Min(request.Context.Count, ChunkTokens) * request.Sequences;
        var widest = LayerKinds.Of(network).Max(kind => InBuffer(kind.Layer, network.HiddenSize));
        var scores = LayerKinds.Of(network).Max(kind => Scores(kind.Layer.Attention, request.Context.Count));
        return Bytes.FromBytes((long)(tokens * Half * (widest + scores)));
    }

    /// <summary>Elements a token that are alive together.</summary>
    private static double InBuffer(Layer layer, long hidden)
    {
        var (attention, first) = Attention(layer.Attention, hidden);
        var (block, second) = layer.Experts is { } moe ? (Experts(moe, hidden), ExpertOperations) : ((3 * hidden) + (3L * (layer.Dense?.InnerSize ?? 0)), DenseOperations);
        return (attention + block) * (double)OperationsPerBuffer / (first + second);
    }

    private static (long Elements, int Operations) Attention(Attention? attention, long hidden) => attention switch
    {
        GroupedQueryAttention grouped => Grouped(grouped, hidden),
        LatentAttention latent => ((3 * hidden) + (3L * latent.Heads * (latent.LatentRank + latent.RotaryDim)), AttentionOperations + NormalisedOperations),
        _ => (6 * hidden, AttentionOperations),
    };

    private static (long Elements, int Operations) Grouped(GroupedQueryAttention attention, long hidden)
    {
        var (queries, keys, values) = ((long)attention.Heads * attention.HeadDim, (long)attention.KeyValueHeads * attention.HeadDim, (long)attention.KeyValueHeads * attention.ValueHeadDim);
        var written = (3 * hidden) + (3 * queries) + (2 * keys) + values;
        return attention.QueryKeyNorm == QueryKeyNorm.None ? (written, AttentionOperations) : (written + queries + keys, AttentionOperations + NormalisedOperations);
    }

    private static long Experts(MixtureOfExperts moe, long hidden) =>
        (3 * hidden) + (5L * moe.Experts) + (moe.ExpertsPerToken * ((3L * moe.Expert.InnerSize) + (4 * hidden)));

    private static long Scores(Attention? attention, long context)
    {
        if (attention is not GroupedQueryAttention grouped || (grouped.HeadDim is 64 or 80 or 128 && grouped.HeadDim == grouped.ValueHeadDim))
            return 0;
        var keys = attention.Scope is { Kind: AttentionReach.Sliding or AttentionReach.Chunked } scope ? Math.Min(context, scope.Window.Count + ChunkTokens) : context;
        return grouped.Heads * keys;
    }
}
