using System.Collections.Immutable;
using VramBot.Core.Catalogs;
using VramBot.Core.Estimation;
using VramBot.Core.Formats;

namespace VramBot.Core.Planning;

/// <summary>Finds what would need fewer GPUs: each change is planned again on the same card, and left out when it does not.</summary>
public static class PlanAdvisor
{
    /// <summary>The changes that need fewer GPUs, the least loss of quality first: an 8-bit cache, then 8-bit weights.</summary>
    public static ImmutableArray<PlanChange> Of(CapacityPlan plan, Catalog catalog)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(catalog);
        return plan.Pool.Gpus == 1 ? [] : [.. Candidates(plan.Request.Request, catalog).Select(candidate => Planned(plan, candidate.Kind, candidate.Request, catalog)).OfType<PlanChange>()];
    }

    private static IEnumerable<(PlanChangeKind Kind, EstimateRequest Request)> Candidates(EstimateRequest request, Catalog catalog)
    {
        var gguf = request.Engine.Engine.RunsGguf;
        if (request.Keys.Layout.BitsPerElement >= 16 && catalog.CacheFormats.Find(gguf ? "q8_0" : "fp8") is { } cache)
            yield return (PlanChangeKind.CacheFormat, request with { Keys = cache, Values = cache });
        if (request.Weights is FloatFormat && catalog.WeightFormats.Find(gguf ? "gguf-q8_0" : "fp8") is { } weights)
            yield return (PlanChangeKind.WeightFormat, request with { Weights = weights });
    }

    private static PlanChange? Planned(CapacityPlan plan, PlanChangeKind kind, EstimateRequest request, Catalog catalog)
    {
        var changed = plan.Request with { Request = request, Gpu = plan.Pool.Replica.Gpu };
        return CapacityPlanner.Of(changed, catalog) is Result<CapacityPlan>.Ok { Value.Pool: var pool } && pool.Gpus < plan.Pool.Gpus ? new(kind, request, pool) : null;
    }
}
