using System.Collections.Immutable;
using VramBot.Core.Engines;
using VramBot.Core.Estimation.Serving;
using VramBot.Core.Formats;
using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation.Vllm;

/// <summary>What a request needs on vLLM, and what vLLM takes of the card to serve it.</summary>
internal static class VllmEstimator
{
    private static readonly EngineVersion ChargesGraphs = new(0, 21);

    public static Result<Estimate> Estimate(EstimateRequest request, Network network)
    {
        if (ServingLayout.Check(request, network) is { } problem)
            return problem;
        var padding = ServingLayout.PaddingOf(request);
        if (RankWeights.Of(network, request.Weights, request.Parallelism, padding) is not { } weights)
            return ServingLayout.Unloadable(request);
        var defaults = VllmDefaults.Of(request);
        var (first, count) = RankWeights.StageLayers(network.Layers.Length, request.Parallelism.Pipeline, 0);
        var cache = VllmCache.Of(request, CacheSpec.Of(request, LayerKinds.Of(network, first, count)), defaults);
        var parts = Parts(request, network, defaults, weights, cache);
        var budget = request.Gpu is { } gpu ? gpu.Usable.Scale(defaults.Utilization) : (Bytes?)null;
        var outside = Sum(parts, part => IsOutsideBudget(part.Kind, request));
        var pool = budget is { } size ? cache.PoolOf(size - (Sum(parts, part => part.Kind != PartKind.Cache) - outside)) : null;
        return EstimateBuilder.Build(request, network, new()
        {
            Parts = parts,
            CachePerToken = cache.PerToken(),
            Pool = pool,
            Takes = budget + outside,
            Assumptions = Assumptions(request, defaults),
        });
    }

    private static ImmutableArray<MemoryPart> Parts(EstimateRequest request, Network network, VllmDefaults defaults, Bytes weights, VllmCache cache) =>
    [
        new(PartKind.Weights, weights, "merged tensors of the fullest rank, as torch books them", request.Weights is FloatFormat ? Basis.Exact : Basis.Derived),
        new(PartKind.Cache, cache.Needed(), "whole pages of 16 tokens × layers in equal groups", Basis.Exact),
        new(PartKind.Activations, VllmActivations.Of(request, network, defaults), "profiling run: sampler or widest layer", Basis.Derived),
        new(PartKind.Graphs, VllmOverheads.Graphs(request, network), "captured CUDA graphs", Basis.Calibrated),
        new(PartKind.NonTorch, VllmOverheads.NonTorch(request, defaults), "libraries and communication", Basis.Calibrated),
        new(PartKind.Context, VllmOverheads.Context(request), "CUDA context", Basis.Calibrated),
    ];

    private static Bytes Sum(ImmutableArray<MemoryPart> parts, Func<MemoryPart, bool> wanted) =>
        parts.Where(wanted).Aggregate(Bytes.Zero, (sum, part) => sum + part.Size);

    /// <summary>The context always lies on top of the budget, graphs did before 0.21.</summary>
    private static bool IsOutsideBudget(PartKind kind, EstimateRequest request) =>
        kind == PartKind.Context || (kind == PartKind.Graphs && request.Engine.Version is { } version && version < ChargesGraphs);

    private static IEnumerable<string> Assumptions(EstimateRequest request, VllmDefaults defaults)
    {
        yield return $"{request.Engine}: max_num_seqs {defaults.Sequences}, max_num_batched_tokens {defaults.Tokens}, {(request.Settings.EnforceEager ? "eager" : "CUDA graphs")}";
        if (request.Parallelism.Tensor > 1)
            yield return $"tensor parallel over {request.Parallelism.Tensor} GPUs";
        if (request.Parallelism.Pipeline > 1)
            yield return $"{request.Parallelism.Pipeline} pipeline stages";
    }
}
