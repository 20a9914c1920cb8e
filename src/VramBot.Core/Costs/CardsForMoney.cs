using System.Collections.Immutable;
using VramBot.Core.Fitting;
using VramBot.Core.Gpus;

namespace VramBot.Core.Costs;

/// <summary>The cards that a sum of money buys, one at a time: the most memory first, then the highest bandwidth.</summary>
/// <remarks>Cards that are sold today with a known price; whole computers with unified memory are none. A card that another betters in memory, bandwidth and price at once is left out. Memory counts as sold: the tenth of a GiB that drivers differ in decides nothing.</remarks>
public static class CardsForMoney
{
    /// <summary>The sums of the usual table, "GPU selection by budget": entry card, used card, gaming card, workstation card, and the two server cards.</summary>
    public static ImmutableArray<decimal> Tiers { get; } = [400, 900, 1600, 4500, 15000, 30000];

    /// <summary>The cards for a sum, the best first.</summary>
    public static ImmutableArray<Gpu> Best(IEnumerable<Gpu> cards, decimal dollars)
    {
        ArgumentNullException.ThrowIfNull(cards);
        var sold = cards.Where(gpu => gpu is { IsUnified: false, LaunchPriceUsd: { } price } && price <= dollars && CommonCards.Contains(gpu)).ToList();
        return
        [
            .. sold.Where(gpu => !sold.Exists(other => Betters(other, gpu)))
                .OrderByDescending(gpu => gpu.NominalGigabytes).ThenByDescending(gpu => gpu.BandwidthGigabytesPerSecond).ThenBy(gpu => gpu.LaunchPriceUsd).ThenBy(gpu => gpu.Id, StringComparer.Ordinal),
        ];
    }

    private static bool Betters(Gpu other, Gpu gpu) => other.NominalGigabytes >= gpu.NominalGigabytes && other.BandwidthGigabytesPerSecond >= gpu.BandwidthGigabytesPerSecond && other.LaunchPriceUsd <= gpu.LaunchPriceUsd
        && (other.NominalGigabytes > gpu.NominalGigabytes || other.BandwidthGigabytesPerSecond > gpu.BandwidthGigabytesPerSecond || other.LaunchPriceUsd < gpu.LaunchPriceUsd);
}
