using System.Collections.Immutable;
using VramBot.Core.Catalogs;
using VramBot.Core.Estimation;

namespace VramBot.Core.Fitting;

/// <summary>The most sequences at once, or the largest micro-batch of a run, on one of each of the cards that people own or rent.</summary>
public static class BatchTable
{
    /// <summary>A row a card, smallest first; cards that the engine does not run on are left out.</summary>
    public static ImmutableArray<BatchRow> Of(EstimateRequest request, Catalog catalog)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(catalog);
        var one = request with { Sequences = 1 };
        var alone = request.Training is null ? one with { Parallelism = Parallelism.OneGpu } : DataParallelLayout.On(one, 1);
        var rows = ImmutableArray.CreateBuilder<BatchRow>();
        foreach (var id in MicroBatchTable.Cards.Append("rtx-a6000"))
            if (catalog.Gpus.Find(id) is { } gpu && FitFinder.Find(alone, gpu, 1) is Result<GpuFit>.Ok { Value: var fit })
                rows.Add(Row(fit));
        rows.Sort((left, right) => left.Gpu.Usable.CompareTo(right.Gpu.Usable));
        return rows.ToImmutable();
    }

    /// <summary>The most sequences where <paramref name="fit"/> lies.</summary>
    public static int? Most(GpuFit fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        return fit.Estimate.Request.Training is null ? UserLimit.Of(fit) : MicroBatchLimit.Of(fit);
    }

    private static BatchRow Row(GpuFit fit)
    {
        var most = Most(fit);
        var full = most is > 1 and var count && FitFinder.Find(fit.Estimate.Request with { Sequences = count }, fit.Rig) is Result<GpuFit>.Ok ok ? ok.Value : fit;
        return new(fit.Gpu, most, full.Estimate.Total);
    }
}
