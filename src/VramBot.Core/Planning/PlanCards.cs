using System.Collections.Immutable;
using VramBot.Core.Catalogs;
using VramBot.Core.Fitting;
using VramBot.Core.Gpus;

namespace VramBot.Core.Planning;

/// <summary>The cards that are looked at when none is named, and which plan is the best of several.</summary>
/// <remarks>
/// Current datacenter cards that are rented out at a known price and that the engine runs on; for engines that run on none of them, every current card. Several cards make a replica only where they are joined by NVLink: without it
/// their exchange after each layer goes over PCIe (vLLM's docs, serving/parallelism_scaling). Cards for PCIe slots are bridged in pairs (NVIDIA's product briefs of the A100 and H100 PCIe), those
/// on SXM boards all together. A card that is named may be joined either way.
/// </remarks>
internal static class PlanCards
{
    private const int Bridged = 2;

    /// <summary>The cards to look at.</summary>
    public static ImmutableArray<Gpu> Of(PlanRequest plan, Catalog catalog)
    {
        ImmutableArray<Gpu> common = [.. catalog.Gpus.All.Where(gpu => CommonCards.Contains(gpu) && EngineSupport.Runs(plan.Request, gpu))];
        ImmutableArray<Gpu> datacenter = [.. common.Where(gpu => gpu is { Class: GpuClass.Datacenter, Rental: not null })];
        return datacenter.Length > 0 ? datacenter : common;
    }

    /// <summary>Whether a replica may be made of so many of a card that nobody named.</summary>
    public static bool Joins(Gpu gpu, int count) => count == 1 || (gpu.HasNvlink && (count <= Bridged || !IsBridged(gpu)));

    private static bool IsBridged(Gpu gpu) => gpu.Name.Contains("PCIe", StringComparison.Ordinal) || gpu.Name.Contains("NVL ", StringComparison.Ordinal) || gpu.Name.EndsWith("NVL", StringComparison.Ordinal);

    /// <summary>What a plan is chosen by: its cost, then memory of all its GPUs together, then their number.</summary>
    public static (decimal Cost, double Memory, int Gpus) Order(ServingPool pool) =>
        (pool.Cost?.PerHourUsd ?? decimal.MaxValue, pool.Gpus * pool.Replica.Gpu.NominalGigabytes, pool.Gpus);
}
