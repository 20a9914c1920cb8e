using VramBot.Core.Gpus;

namespace VramBot.Core.Costs;

/// <summary>After how much use buying some cards is cheaper than renting them.</summary>
/// <remarks>
/// <para>Formula: hours = price / (rent an hour − watts / 1000 · price of a kWh), all for as many cards; months = hours / (hours a day · 365 / 12).</para>
/// <para>
/// Assumed: the cards draw their whole TDP, a kWh costs what an average household of the United States pays (EIA, Electric Power Monthly, table 5.6.A, 2025: 17 cents). The computer around them, and what
/// they can be sold for, are left out.
/// </para>
/// </remarks>
/// <param name="Cloud">What renting costs.</param>
/// <param name="PurchaseUsd">What buying costs.</param>
/// <param name="PowerPerHourUsd">What the power of the bought cards costs an hour.</param>
public sealed record BreakEven(CloudCost Cloud, decimal PurchaseUsd, decimal PowerPerHourUsd)
{
    /// <summary>US dollars for a kilowatt-hour.</summary>
    public const decimal KilowattHourUsd = 0.17m;

    private const double DaysPerMonth = 365.0 / 12;

    /// <summary>Hours of use after which buying is cheaper; null when it never is, because power costs more than the rent.</summary>
    public double? Hours => Cloud.PerHourUsd > PowerPerHourUsd ? (double)(PurchaseUsd / (Cloud.PerHourUsd - PowerPerHourUsd)) : null;

    /// <summary>The comparison for some cards; null where one of the prices, or the power, is not known.</summary>
    public static BreakEven? Of(Gpu gpu, int count)
    {
        ArgumentNullException.ThrowIfNull(gpu);
        return gpu is { LaunchPriceUsd: { } price, PowerWatts: { } watts } && CloudCost.Of(gpu, count) is { } cloud
            ? new(cloud, count * price, count * watts / 1000m * KilowattHourUsd)
            : null;
    }

    /// <summary>Months until then at some hours of use a day.</summary>
    public double? MonthsAt(double hoursPerDay) => Hours / (hoursPerDay * DaysPerMonth);
}
