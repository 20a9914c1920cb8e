using VramBot.Core.Catalogs;
using VramBot.Core.Estimation;
using VramBot.Core.Gpus;

namespace VramBot.Core.Fitting;

/// <summary>
/// What people without cards of their own will wish for: the largest common consumer card that is too small for it, then eight of them, then eight of the largest
/// server card.
/// </summary>
internal static class AdviceTargets
{
    private const int MostCards = 8;

    public static IEnumerable<AdviceTarget> Near(Estimate asked, Catalog catalog)
    {
        var gpus = asked.Request.Parallelism.Gpus;
        if (Largest(catalog, gpu => gpu.Class == GpuClass.Consumer && gpu.Usable < asked.Total) is not { } card)
            yield break;
        yield return new(Rig.Of(card, gpus));
        if (gpus < MostCards)
            yield return new(Rig.Of(card, MostCards));
        if (Largest(catalog, gpu => gpu.Class == GpuClass.Datacenter) is { } server)
            yield return new(Rig.Of(server, MostCards));
    }

    private static Gpu? Largest(Catalog catalog, Func<Gpu, bool> wanted) => catalog.Gpus.All
        .Where(gpu => gpu.Vendor == GpuVendor.Nvidia && CommonCards.Contains(gpu) && wanted(gpu))
        .OrderByDescending(gpu => gpu.NominalGigabytes).ThenByDescending(gpu => gpu.Year).ThenByDescending(gpu => gpu.BandwidthGigabytesPerSecond)
        .FirstOrDefault();
}
