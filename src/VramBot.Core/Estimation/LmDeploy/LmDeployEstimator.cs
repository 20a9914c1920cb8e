using System.Globalization;
using VramBot.Core.Estimation.Serving;
using VramBot.Core.Formats;
using VramBot.Core.Models;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Core.Estimation.LmDeploy;

/// <summary>What a request needs on lmdeploy's TurboMind, and what it takes of the card to serve it.</summary>
/// <remarks>
/// <para>
/// Pool = cache_max_entry_count (0.8) · what is free after the weights; the rest is left for activations. Every token is kept in every layer.
/// </para>
/// <para>
/// Not estimated: 4-bit block floats, which are repacked while loading (gpt-oss-120b died there on an 80 GB card). Source: InternLM/lmdeploy, docs/en/inference/turbomind_config.md;
/// no run that lasted is measured.
/// </para>
/// </remarks>
internal static class LmDeployEstimator
{
    private const double DefaultFreeFraction = 0.8;
    private const int PrefillTokens = 8192;

    private static readonly Bytes Context = Bytes.FromGibibytes(0.5);

    public static Result<Estimate> Estimate(EstimateRequest request, Network network)
    {
        if (ServingLayout.Check(request, network) is { } problem)
            return problem;
        if (request.Weights is ScaledFormat { Scope: QuantizedScope.RoutedExperts })
            return new Problem("format.engine", request.Weights.Label, Tr("lmdeploy repacks 4-bit block floats while loading, for which there is no rule yet: ask for vLLM."));
        if (RankWeights.Of(request, network) is not { Allocated: var weights })
            return ServingLayout.Unloadable(request);
        var fraction = request.Settings.FreeMemoryFraction ?? DefaultFreeFraction;
        var cache = TokenCache.Of(request, network);
        var prefill = TokenCache.Prefill(request, network, request.Settings.MaxBatchedTokens ?? PrefillTokens);
        var pool = request.Gpu is { } gpu ? cache.PoolOf(Bytes.Max(Bytes.Zero, gpu.Visible - Context - weights).Scale(fraction)) : null;
        return EstimateBuilder.Build(request, network, new()
        {
            Parts =
            [
                new(PartKind.Weights, weights, Later("the checkpoint's tensors of the fullest rank"), Basis.Derived),
                new(PartKind.Cache, cache.Needed, Later("every token in every layer"), Basis.Exact),
                new(PartKind.Activations, prefill, Later("one step of prompt through the widest layer"), Basis.Derived),
                new(PartKind.Context, Context, Later("CUDA context"), Basis.Calibrated),
            ],
            CachePerToken = cache.PerToken,
            Pool = pool,
            Takes = weights + prefill + Context + pool?.Size,
            Refusal = pool is { MaximumConcurrency: < 1 } ? Tr("the cache that lmdeploy makes of the free memory is smaller than one request.") : null,
            Assumptions = Assumptions(request, fraction),
        });
    }

    private static IEnumerable<string> Assumptions(EstimateRequest request, double fraction)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"{request.Engine}: cache_max_entry_count {fraction:0.##}");
    }
}
