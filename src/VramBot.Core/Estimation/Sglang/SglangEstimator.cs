using System.Globalization;
using VramBot.Core.Estimation.Serving;
using VramBot.Core.Models;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Core.Estimation.Sglang;

/// <summary>What a request needs on SGLang, and what SGLang takes of the card to serve it.</summary>
/// <remarks>
/// <para>
/// Weights by the segments that torch takes for them, and 33 MiB that its falling free memory also counts (kernels; median of 17 start-ups). The cache holds
/// every token in every layer. Pool = mem_fraction_static · memory free before the load − weights, at most max_total_tokens; activations and graphs lie in the
/// rest of the card.
/// </para>
/// <para>The request table: <c>requests · (context + 4) · 4</c> bytes, 2,048 requests while none are named (mem_cache/memory_pool.py: ReqToTokenPool).</para>
/// <para>Source: 21 printed start-ups (weights median 0.6 % off, pools within 0.6 % on cards that were empty).</para>
/// </remarks>
internal static class SglangEstimator
{
    private const int DefaultRequests = 2048;

    private static readonly Bytes LoadOverhead = Bytes.FromMebibytes(33);

    public static Result<Estimate> Estimate(EstimateRequest request, Network network)
    {
        if (ServingLayout.Check(request, network) is { } problem)
            return problem;
        if (RankWeights.Of(request, network) is not { Reserved: var weights })
            return ServingLayout.Unloadable(request);
        var defaults = SglangDefaults.Of(request);
        var cache = TokenCache.Of(request, network);
        var context = ProcessContext.Of(request);
        var loaded = weights + LoadOverhead;
        var graphs = SglangGraphs.Of(request, network, defaults);
        var prefill = TokenCache.Prefill(request, network, defaults.Chunk);
        var table = RequestTable(request);
        var fixedShare = request.Gpu is { } gpu ? (gpu.Visible - context).Scale(defaults.StaticFraction) : (Bytes?)null;
        var pool = fixedShare is { } share ? cache.PoolOf(Capped(request, cache, share - loaded)) : null;
        return EstimateBuilder.Build(request, network, new()
        {
            Parts =
            [
                new(PartKind.Weights, loaded, Later("merged tensors of the fullest rank, in torch's segments"), Basis.Derived),
                new(PartKind.Cache, cache.Needed, Later("every token in every layer; states"), Basis.Exact),
                new(PartKind.Activations, prefill + table, Later("one chunk of prompt through the widest layer; the request table"), Basis.Derived),
                new(PartKind.Graphs, graphs, Later("captured CUDA graphs"), Basis.Calibrated),
                new(PartKind.Context, context, Later("CUDA context"), Basis.Calibrated),
            ],
            CachePerToken = cache.PerToken,
            Pool = pool,
            Takes = fixedShare + graphs + prefill + table + context,
            Refusal = pool is { Size: var made } && made <= cache.PerToken
                ? Tr($"nothing of mem_fraction_static {Setting(defaults.StaticFraction)} is left for a cache after the weights.")
                : null,
            Assumptions = Assumptions(request, defaults),
        });
    }

    private static IEnumerable<string> Assumptions(EstimateRequest request, SglangDefaults defaults)
    {
        var graphs = request.Settings.EnforceEager ? Tr("no CUDA graphs") : Tr("CUDA graphs");
        var experts = request.Settings.ExpertParallel && request.Parallelism.Tensor > 1 ? Tr($", whole experts on each rank (--ep-size {request.Parallelism.Tensor})") : string.Empty;
        yield return $"{request.Engine}: mem_fraction_static {Setting(defaults.StaticFraction)}, {graphs}{experts}";
    }

    /// <summary>A number behind the engine's own name for it, as it is typed.</summary>
    private static string Setting(double share) => share.ToString("0.###", CultureInfo.InvariantCulture);

    private static Bytes Capped(EstimateRequest request, TokenCache cache, Bytes size) =>
        request.Settings.PoolTokens is { } most ? Bytes.Min(size, most * cache.PerToken) : size;

    private static Bytes RequestTable(EstimateRequest request) =>
        Bytes.FromBytes((request.Settings.MaxSequences ?? Math.Max(DefaultRequests, request.Sequences)) * (request.Context.Count + 4) * 4);
}
