using System.Collections.Immutable;
using VramBot.Core.Catalogs;
using VramBot.Core.Fitting;
using VramBot.Core.Gpus;

namespace VramBot.Core.Planning;

/// <summary>The cards that are looked at when none is named, and which plan is the best of several.</summary>
/// <remarks>
/// Current datacenter cards that the engine runs on; for engines that run on none of them, every current card. Several cards make a replica only where they are joined by NVLink: without it
/// their exchange after each layer goes over PCIe (vLLM's docs, serving/parallelism_scaling). A card that is named may be joined either way.
/// </remarks>
internal static class PlanCards
{
    /// <summary>The cards to look at.</summary>
    public static ImmutableArray<Gpu> Of(PlanRequest plan, Catalog catalog)
    {
        ImmutableArray<Gpu> common = [.. catalog.Gpus.All.Where(gpu => CommonCards.Contains(gpu) && EngineSupport.Runs(plan.Request, gpu))];
        ImmutableArray<Gpu> datacenter = [.. common.Where(gpu => gpu is { Class: GpuClass.Datacenter, Vendor: GpuVendor.Nvidia })];
        return datacenter.Length > 0 ? datacenter : common;
    }

    /// <summary>Whether a replica may be made of so many of a card that nobody named.</summary>
    public static bool Joins(Gpu gpu, int count) => count == 1 || gpu.HasNvlink;

    /// <summary>What a plan is chosen by: memory of all its GPUs together, then their number.</summary>
    public static (double Memory, int Gpus) Order(ServingPool pool) => (pool.Gpus * pool.Replica.Gpu.NominalGigabytes, pool.Gpus);
}
