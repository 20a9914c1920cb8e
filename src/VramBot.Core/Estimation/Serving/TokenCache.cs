using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation.Serving;

/// <summary>A cache that keeps every token in every layer, without groups or windows: SGLang, TensorRT-LLM, TurboMind, ExLlama.</summary>
/// <param name="PerToken">Bytes of a token on one rank.</param>
/// <param name="Needed">Bytes of the request's own sequences, recurrent states included.</param>
/// <param name="OneRequest">Tokens of one whole request.</param>
internal sealed record TokenCache(Bytes PerToken, Bytes Needed, TokenCount OneRequest)
{
    public static TokenCache Of(EstimateRequest request, Network network)
    {
        var specs = CacheSpec.Of(request, network, RankWeights.LongestStage(request.Parallelism));
        var perToken = specs.Aggregate(Bytes.Zero, (sum, spec) => sum + (spec.Layers * spec.TokenSize));
        var states = specs.Aggregate(Bytes.Zero, (sum, spec) => sum + (spec.Layers * spec.StateSize));
        return new(perToken, request.Parallelism.SequencesOnRank(request.Sequences) * ((request.Context.Count * perToken) + states), request.Context);
    }

    /// <summary>What a pool of this size holds.</summary>
    public CachePool PoolOf(Bytes size)
    {
        if (size <= Bytes.Zero || PerToken == Bytes.Zero)
            return new(size, default, 0);
        var tokens = size.Count / PerToken.Count;
        return new(size, new(tokens), (double)tokens / Math.Max(1, OneRequest.Count));
    }

    /// <summary>Tensors alive in the widest layer while a chunk of prompt runs: <c>2 · tokens · (3i/tp + 4h)</c> bytes.</summary>
    public static Bytes Prefill(EstimateRequest request, Network network, int chunk)
    {
        var tokens = Math.Min(request.Context.Count, chunk);
        var inner = LayerKinds.Of(network).Max(kind => kind.Layer.Dense?.InnerSize ?? (kind.Layer.Experts is { } moe ? moe.ExpertsPerToken * moe.Expert.InnerSize : 0));
        return Bytes.FromBytes(2 * tokens * ((3L * inner / request.Parallelism.Tensor) + (4L * network.HiddenSize)));
    }
}
