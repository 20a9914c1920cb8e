using VramBot.Core.Estimation.Serving;
using VramBot.Core.Models;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Core.Estimation.TensorRtLlm;

/// <summary>What a request needs on TensorRT-LLM, and what it takes of the card to serve it.</summary>
/// <remarks>
/// <para>
/// Decoder buffers: <c>max_batch_size · V · 16</c> bytes: four 32-bit rows of the vocabulary a sequence (logits in and out, probabilities, their sort).
/// Execution context: the engine's activations, 1 GiB at least. Pool = kv_cache_free_gpu_mem_fraction · what is free after all that.
/// </para>
/// <para>
/// Source: NVIDIA/TensorRT-LLM, docs/source/reference/memory.md; one start-up: Llama-3.1-8B in fp8 with 2,048 sequences leaves 17.83 of 31.84 GiB, of which 0.9
/// become the pool; execution contexts of 0.9 to 1.1 GiB as printed.
/// </para>
/// </remarks>
internal static class TensorRtLlmEstimator
{
    private const double DefaultFreeFraction = 0.9;
    private const int DefaultSequences = 2048;
    private const int DefaultTokens = 8192;
    private const int DecoderBytesPerLogit = 16;

    private static readonly Bytes LeastExecutionContext = Bytes.FromGibibytes(1);
    private static readonly Bytes Context = Bytes.FromGibibytes(0.5);

    public static Result<Estimate> Estimate(EstimateRequest request, Network network)
    {
        if (ServingLayout.Check(request, network) is { } problem)
            return problem;
        if (RankWeights.Of(request, network) is not { Allocated: var weights })
            return ServingLayout.Unloadable(request);
        var sequences = request.Settings.MaxSequences ?? Math.Max(DefaultSequences, request.Sequences);
        var tokens = request.Settings.MaxBatchedTokens ?? DefaultTokens;
        var fraction = request.Settings.FreeMemoryFraction ?? DefaultFreeFraction;
        var cache = TokenCache.Of(request, network);
        var execution = Bytes.Max(LeastExecutionContext, TokenCache.Prefill(request, network, tokens));
        var decoder = Bytes.FromBytes((long)sequences * network.VocabularySize * DecoderBytesPerLogit);
        var before = weights + execution + decoder + Context;
        var pool = request.Gpu is { } gpu ? cache.PoolOf(Bytes.Max(Bytes.Zero, gpu.Usable - before).Scale(fraction)) : null;
        return EstimateBuilder.Build(request, network, new()
        {
            Parts =
            [
                new(PartKind.Weights, weights, Later("the engine's tensors of the fullest rank"), Basis.Derived),
                new(PartKind.Cache, cache.Needed, Later("every token in every layer"), Basis.Exact),
                new(PartKind.Activations, execution + decoder, Later("execution context; four 32-bit rows of the vocabulary a sequence"), Basis.Derived),
                new(PartKind.Context, Context, Later("CUDA context"), Basis.Calibrated),
            ],
            CachePerToken = cache.PerToken,
            Pool = pool,
            Takes = before + pool?.Size,
            Refusal = pool is { MaximumConcurrency: < 1 } ? Tr("the cache that TensorRT-LLM makes of the free memory is smaller than one request.") : null,
            Assumptions = Assumptions(request, sequences, tokens, fraction),
        });
    }

    private static IEnumerable<string> Assumptions(EstimateRequest request, int sequences, int tokens, double fraction)
    {
        yield return Tr($"{request.Engine}: max_batch_size {sequences}, max_num_tokens {tokens}, {fraction:0.##} of what is free for the cache");
    }
}
