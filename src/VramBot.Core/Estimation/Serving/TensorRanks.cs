using System.Collections.Immutable;
using VramBot.Core.Formats;
using VramBot.Core.Models;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Core.Estimation.Serving;

/// <summary>Into how many tensor-parallel ranks the serving engines divide a model.</summary>
/// <remarks>
/// <para>Query heads: whole ones on each rank. Source: vllm-project/vllm, config/model.py (verify_with_parallel_config).</para>
/// <para>
/// Heads of keys and values: whole ones on each rank, or each on several ranks when there are more ranks than heads. Source: vllm-project/vllm, model_executor/layers/linear.py (QKVParallelLinear:
/// divide, num_kv_head_replicas); sgl-project/sglang, srt/layers/linear.py, the same.
/// </para>
/// <para>
/// Weights that share a scale by squares: whole squares of a feed-forward block on each rank, unless ranks hold whole experts. Source: vllm-project/vllm, model_executor/layers/quantization/fp8.py
/// ("not divisible by weight quantization block_n").
/// </para>
/// <para>The vocabulary is padded to what the ranks need (vocab_parallel_embedding.py) and never in the way.</para>
/// </remarks>
internal static class TensorRanks
{
    private const int Most = 64;

    /// <summary>Says what the ranks of a request do not divide; null when they divide everything.</summary>
    public static Func<string>? Obstacle(EstimateRequest request, Network network) => Attention(network, request.Parallelism.AttentionRanks) ?? Squares(request, network);

    /// <summary>Whether ranks that hold whole experts would be possible where slices of experts are not.</summary>
    public static bool NeedsWholeExperts(EstimateRequest request, Network network) =>
        !request.Settings.ExpertParallel && Squares(request, network) is not null && Obstacle(request with { Settings = request.Settings with { ExpertParallel = true } }, network) is null;

    /// <summary>The nearest numbers of ranks that are possible: the next smaller and, up to 64, the next larger.</summary>
    public static ImmutableArray<int> Nearest(EstimateRequest request, Network network)
    {
        var ranks = request.Parallelism.Tensor;
        bool IsPossible(int tensor) => Obstacle(request with { Parallelism = request.Parallelism with { Tensor = tensor, AttentionGroups = 1 } }, network) is null;
        var fewer = Enumerable.Range(1, Math.Max(1, ranks - 1)).LastOrDefault(IsPossible, 1);
        var more = Enumerable.Range(ranks + 1, Math.Max(0, Most - ranks)).FirstOrDefault(IsPossible);
        return more == 0 ? [fewer] : [fewer, more];
    }

    private static Func<string>? Attention(Network network, int ranks)
    {
        foreach (var (layer, _) in LayerKinds.Of(network))
        {
            if (layer.Attention is not { } attention)
                continue;
            if (attention.Heads % ranks != 0)
                return Undivided(attention.Heads, ranks);
            if (attention is GroupedQueryAttention { KeyValueHeads: var heads } && (heads >= ranks ? heads % ranks : ranks % heads) != 0)
                return Unshared(heads, ranks);
        }

        return null;
    }

    private static Func<string>? Squares(EstimateRequest request, Network network)
    {
        if (request.Weights is not ScaledFormat { SquareEdge: { } edge } || request.Parallelism.ExpertRanks == 1)
            return null;
        foreach (var (layer, _) in LayerKinds.Of(network))
        {
            if (layer.Dense is { } dense && !Divides(dense, request.Parallelism.Tensor, edge))
                return Unblocked(dense.InnerSize, request.Parallelism.Tensor, edge);
            if (layer.Experts is { Expert: var expert } && !request.Settings.ExpertParallel && !Divides(expert, request.Parallelism.ExpertRanks, edge))
                return UnblockedExperts(expert.InnerSize, request.Parallelism.ExpertRanks, edge);
        }

        return null;
    }

    private static bool Divides(DenseFeedForward block, int ranks, int edge) => block.InnerSize % (ranks * edge) == 0;

    private static Func<string> Undivided(int heads, int ranks) => () => Tr($"{heads} attention heads, which {ranks} ranks do not divide");

    private static Func<string> Unshared(int heads, int ranks) => () => Tr($"{heads} heads of keys and values, which {ranks} ranks neither divide nor share evenly");

    private static Func<string> Unblocked(int rows, int ranks, int edge) => () => Tr($"{rows} feed-forward rows, which {ranks} ranks do not divide into blocks of {edge}");

    private static Func<string> UnblockedExperts(int rows, int ranks, int edge) =>
        () => Tr($"{rows} rows in each expert, which {ranks} ranks do not divide into blocks of {edge} (whole experts on each rank would: ep)");
}
