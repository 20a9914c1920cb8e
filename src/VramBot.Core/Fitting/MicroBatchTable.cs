using System.Collections.Immutable;
using VramBot.Core.Catalogs;
using VramBot.Core.Estimation;
using VramBot.Core.Estimation.Training;
using VramBot.Core.Gpus;

namespace VramBot.Core.Fitting;

/// <summary>The largest micro-batch of a run on cards that people own or rent, one of each.</summary>
public static class MicroBatchTable
{
    /// <summary>Consumer cards of each size, then what clouds and services for notebooks rent out.</summary>
    internal static readonly ImmutableArray<string> Cards =
    [
        "rtx-3060-12gb", "rtx-4060-ti-16gb", "rtx-3090", "rtx-4090", "rtx-5090",
        "t4", "l4", "a10g", "a100-40gb", "l40s", "a100-sxm-80gb", "h100-sxm-80gb", "h200-sxm", "b200-sxm",
    ];

    /// <summary>A row a card, smallest first; cards that the framework does not train on are left out.</summary>
    public static ImmutableArray<MicroBatchRow> Of(EstimateRequest request, Catalog catalog)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(catalog);
        var alone = DataParallelLayout.On(request with { Sequences = 1 }, 1);
        var rows = ImmutableArray.CreateBuilder<MicroBatchRow>(Cards.Length);
        foreach (var id in Cards)
            if (catalog.Gpus.Find(id) is { } gpu && FitFinder.Find(alone, gpu, 1) is Result<GpuFit>.Ok { Value: var fit })
                rows.Add(new(gpu, MicroBatchLimit.Of(fit)));
        rows.Sort((left, right) => left.Gpu.Usable.CompareTo(right.Gpu.Usable));
        return rows.ToImmutable();
    }
}
