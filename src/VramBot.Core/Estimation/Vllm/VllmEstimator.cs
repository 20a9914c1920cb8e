using System.Collections.Immutable;
using VramBot.Core.Engines;
using VramBot.Core.Estimation.Adapters;
using VramBot.Core.Estimation.Serving;
using VramBot.Core.Formats;
using VramBot.Core.Gpus;
using VramBot.Core.Models;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Core.Estimation.Vllm;

/// <summary>What a request needs on vLLM, and what vLLM takes of the card to serve it.</summary>
internal static class VllmEstimator
{
    private static readonly EngineVersion ChargesGraphs = new(0, 21);

    public static Result<Estimate> Estimate(EstimateRequest request, Network network)
    {
        if (ServingLayout.Check(request, network) is { } problem)
            return problem;
        if (RankWeights.Of(request, network) is not { Allocated: var weights })
            return ServingLayout.Unloadable(request);
        var defaults = VllmDefaults.Of(request);
        var specs = CacheSpec.Of(request, network, RankWeights.LongestStage(request.Parallelism));
        var cache = VllmCache.Of(request, specs, defaults);
        var states = VllmStates.OutsidePool(request, specs, defaults);
        var parts = Parts(request, network, defaults, weights, cache, states);
        var outside = Sum(parts, part => IsOutsideBudget(part.Kind, request)) + states;
        var before = Sum(parts, part => part.Kind != PartKind.Cache && !IsOutsideBudget(part.Kind, request));
        var budget = request.Gpu?.Total.Scale(defaults.Utilization);
        var pool = budget is { } size ? cache.PoolOf(size - before) : null;
        return EstimateBuilder.Build(request, network, new()
        {
            Parts = parts,
            CachePerToken = cache.PerToken(),
            Shares = VllmStages.Of(request, network, defaults),
            Pool = pool,
            Takes = budget + outside,
            LeastUtilization = request.Gpu is { } card ? (double)(before + cache.Needed()).Count / card.Total.Count : null,
            Refusal = pool is { } made ? VllmRefusal.Of(request, defaults, cache, made, budget!.Value + outside, states) : null,
            Assumptions = Assumptions(request, defaults),
        });
    }

    /// <summary>An estimate for a card that differs in its multiprocessors alone, which the sampler's kernel counts.</summary>
    public static Estimate OnCard(Estimate alike, Gpu gpu)
    {
        var request = alike.Request with { Gpu = gpu };
        var defaults = VllmDefaults.Of(request);
        var activations = VllmActivations.Of(request, request.Model.Network!, defaults);
        return activations == alike[PartKind.Activations] ? alike : EstimateBuilder.Resized(alike, PartKind.Activations, activations);
    }

    private static ImmutableArray<MemoryPart> Parts(EstimateRequest request, Network network, VllmDefaults defaults, Bytes weights, VllmCache cache, Bytes states) =>
    [
        new(PartKind.Weights, weights, Later("merged tensors of the fullest rank, as torch books them"), request.Weights is FloatFormat ? Basis.Exact : Basis.Derived),
        .. Loaded(request, network),
        new(PartKind.Cache, cache.Needed() + states, Later("whole pages of 16 tokens × layers in equal groups"), Basis.Exact),
        new(PartKind.Activations, VllmActivations.Of(request, network, defaults), Later("profiling run: sampler or widest layer"), Basis.Derived),
        new(PartKind.Graphs, VllmGraphs.Of(request, network, defaults), Later("captured CUDA graphs"), Basis.Calibrated),
        new(PartKind.NonTorch, VllmOverheads.NonTorch(request, defaults), Later("libraries and communication"), Basis.Calibrated),
        new(PartKind.Context, VllmOverheads.Context(request), Later("CUDA context"), Basis.Calibrated),
    ];

    /// <summary>What is loaded beside the model when it is asked for: next-token layers, buffers for adapters.</summary>
    private static IEnumerable<MemoryPart> Loaded(EstimateRequest request, Network network)
    {
        if (request.Settings.NextTokenLayers && network.MultiTokenPrediction is { } next)
        {
            var bits = next.Parameters.Count * request.Weights.BitsPerWeight / request.Parallelism.Tensor;
            yield return new(PartKind.Weights, Bytes.FromBits((long)bits), Later("next-token layers at the model's own bits"), Basis.Derived);
        }

        if (request.Adapters is { } adapters)
            yield return AdapterWeights.PartOf(network, adapters with { Targets = AdapterTargets.AllLinear }, request.Parallelism);
    }

    private static Bytes Sum(ImmutableArray<MemoryPart> parts, Func<MemoryPart, bool> wanted) =>
        parts.Where(wanted).Aggregate(Bytes.Zero, (sum, part) => sum + part.Size);

    /// <summary>The context always lies on top of the budget, graphs did before 0.21.</summary>
    private static bool IsOutsideBudget(PartKind kind, EstimateRequest request) =>
        kind == PartKind.Context || (kind == PartKind.Graphs && request.Engine.Version is { } version && version < ChargesGraphs);

    private static IEnumerable<string> Assumptions(EstimateRequest request, VllmDefaults defaults)
    {
        yield return $"{request.Engine}: max_num_seqs {defaults.Sequences}, max_num_batched_tokens {defaults.Tokens}, {(request.Settings.EnforceEager ? Tr("eager") : Tr("CUDA graphs"))}{Share(request, defaults)}";
        if (request.Parallelism.Tensor > 1)
            yield return Tr($"tensor parallel over {request.Parallelism.Tensor} GPUs");
        if (request.Settings.ExpertParallel && request.Parallelism.Tensor > 1)
            yield return Tr("whole experts on each of them (--enable-expert-parallel)");
        if (request.Parallelism.Pipeline > 1)
            yield return Tr($"{request.Parallelism.Pipeline} pipeline stages");
    }

    private static string Share(EstimateRequest request, VllmDefaults defaults) =>
        request.Gpu is null ? string.Empty : Tr($", utilization {defaults.Utilization:0.##}");
}
