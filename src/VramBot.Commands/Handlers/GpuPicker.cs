using System.Collections.Immutable;
using VramBot.Core;
using VramBot.Core.Estimation;
using VramBot.Core.Fitting;
using VramBot.Core.Gpus;

namespace VramBot.Commands.Handlers;

/// <summary>Picks the few GPUs that matter out of all that fit.</summary>
internal static class GpuPicker
{
    /// <summary>The smallest card that holds it in each class, with room where there is one, a pair of smaller common cards, and the nearest miss.</summary>
    public static ImmutableArray<GpuFit> Pick(ImmutableArray<GpuFit> fits, Estimate estimate)
    {
        var alone = fits.Where(fit => fit.Count == 1 && Works(fit) && IsCommon(fit)).ToList();
        GpuFit?[] picked =
        [
            Smallest(alone.Where(fit => fit.Gpu is { Class: GpuClass.Consumer, Vendor: GpuVendor.Nvidia })),
            Smallest(fits.Where(fit => fit.Count > 1 && Works(fit) && IsCommon(fit) && fit.Gpu is { Class: GpuClass.Consumer, Vendor: GpuVendor.Nvidia }), fewest: true),
            Smallest(alone.Where(fit => fit.Gpu.Class is GpuClass.Datacenter or GpuClass.Workstation && fit.Gpu.Vendor == GpuVendor.Nvidia))
                ?? Smallest(fits.Where(fit => Works(fit) && IsCommon(fit) && fit.Gpu is { Class: GpuClass.Datacenter, Vendor: GpuVendor.Nvidia }), fewest: true),
            Smallest(alone.Where(fit => fit.Gpu.Class == GpuClass.Apple)),
            NearestMiss(fits, estimate),
        ];
        return [.. picked.OfType<GpuFit>().DistinctBy(fit => (fit.Gpu.Id, Works(fit)))];
    }

    public static bool Works(GpuFit fit) => fit.Verdict != FitVerdict.DoesNotFit;

    private static bool IsCommon(GpuFit fit) => CommonCards.Contains(fit.Gpu);

    private static GpuFit? Smallest(IEnumerable<GpuFit> fits, bool fewest = false) => fits
        .OrderBy(fit => fewest ? fit.Count : 0).ThenBy(fit => fit.Verdict).ThenBy(fit => fit.Gpu.NominalGigabytes * fit.Count)
        .ThenByDescending(fit => fit.Gpu.Year).ThenByDescending(fit => fit.Gpu.BandwidthGigabytesPerSecond).FirstOrDefault();

    /// <summary>The largest common consumer card that is too small, by as many as were asked about.</summary>
    private static GpuFit? NearestMiss(ImmutableArray<GpuFit> fits, Estimate estimate) => fits
        .Where(fit => IsCommon(fit) && fit.Gpu is { Class: GpuClass.Consumer, Vendor: GpuVendor.Nvidia } && fit.Gpu.Usable < estimate.Total)
        .OrderByDescending(fit => fit.Gpu.NominalGigabytes).ThenByDescending(fit => fit.Gpu.Year)
        .Select(fit => FitFinder.Find(estimate.Request, fit.Gpu, estimate.Request.Parallelism.Gpus)).FirstOrDefault() is Result<GpuFit>.Ok { Value: var miss } && !Works(miss) ? miss : null;
}
