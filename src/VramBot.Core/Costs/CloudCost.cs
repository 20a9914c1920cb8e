using VramBot.Core.Gpus;

namespace VramBot.Core.Costs;

/// <summary>What renting some equal cards costs.</summary>
/// <param name="PerHourUsd">US dollars an hour, all cards, on demand.</param>
/// <param name="SpotPerHourUsd">The same for cards that may be taken away; null when not offered.</param>
/// <param name="Price">The price of one card, with its provider and month.</param>
public sealed record CloudCost(decimal PerHourUsd, decimal? SpotPerHourUsd, RentalPrice Price)
{
    /// <summary>Hours that a month of rent is counted with: 365 · 24 / 12.</summary>
    public const int HoursPerMonth = 730;

    /// <summary>US dollars for a month around the clock.</summary>
    public decimal PerMonthUsd => PerHourUsd * HoursPerMonth;

    /// <summary>The cost of some cards; null where nobody is known to rent them out.</summary>
    public static CloudCost? Of(Gpu gpu, int count)
    {
        ArgumentNullException.ThrowIfNull(gpu);
        return gpu.Rental is { } price ? new(count * price.OnDemandUsd, count * price.SpotUsd, price) : null;
    }
}
