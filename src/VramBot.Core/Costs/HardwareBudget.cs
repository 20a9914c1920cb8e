using System.Collections.Immutable;
using VramBot.Core.Catalogs;
using VramBot.Core.Estimation;
using VramBot.Core.Fitting;
using VramBot.Core.Gpus;
using VramBot.Core.Speed;

namespace VramBot.Core.Costs;

/// <summary>What to buy for a request and a sum of money.</summary>
/// <param name="Dollars">The sum, in US dollars.</param>
/// <param name="Offers">What the sum buys that holds the request: the best weights first, then the cheapest; at most a handful.</param>
/// <param name="Cheapest">The cheapest set that holds it at all, when the sum buys none that does; null when it does, or when nothing with a price holds it.</param>
/// <param name="Changed">What the sum buys that holds it in another format, when the one asked for is too dear.</param>
/// <param name="Rented">What holds it and is cheapest to rent; null when nothing that is rented out does.</param>
/// <remarks>
/// Sets are of one, two, four or eight equal cards that are sold today and have a known price: at most two of those made for gaming and four of those made for workstations, for their boards have no
/// more slots. A set appears once, in the best format that it holds. One that another betters in format, price and speed at once is left out, and where there are several formats only the cheapest and
/// the fastest set of each stay.
/// </remarks>
public sealed record HardwareBudget(decimal Dollars, ImmutableArray<BudgetOffer> Offers, BudgetOffer? Cheapest, ImmutableArray<BudgetOffer> Changed, GpuFit? Rented)
{
    private const int MostOffers = 5;

    /// <summary>What a sum buys for a request.</summary>
    /// <param name="request">What is to run.</param>
    /// <param name="dollars">The sum.</param>
    /// <param name="keepsFormat">Whether the format of the weights was asked for: otherwise the best that fits is taken.</param>
    /// <param name="keepsEngine">Whether the engine was.</param>
    /// <param name="catalog">Formats and GPUs to choose from.</param>
    public static HardwareBudget Of(EstimateRequest request, decimal dollars, bool keepsFormat, bool keepsEngine, Catalog catalog) => Each(request, [dollars], keepsFormat, keepsEngine, catalog)[0];

    /// <summary>What each of several sums buys for a request; the cards are looked at once for all of them.</summary>
    /// <param name="request">What is to run.</param>
    /// <param name="sums">The sums.</param>
    /// <param name="keepsFormat">Whether the format of the weights was asked for.</param>
    /// <param name="keepsEngine">Whether the engine was.</param>
    /// <param name="catalog">Formats and GPUs to choose from.</param>
    public static ImmutableArray<HardwareBudget> Each(EstimateRequest request, ImmutableArray<decimal> sums, bool keepsFormat, bool keepsEngine, Catalog catalog)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(catalog);
        ImmutableArray<Gpu> cards = [.. catalog.Gpus.All.Where(gpu => CommonCards.Contains(gpu) && (gpu.LaunchPriceUsd is not null || gpu.Rental is not null))];
        var asked = FitFinder.FindAll(request, cards);
        var others = Others(request, keepsEngine, catalog).SelectMany(other => FitFinder.FindAll(other, cards)).ToList();
        var all = keepsFormat || request.Training is not null ? asked : [.. asked, .. others];
        var sold = Sold(all).ToList();
        return [.. sums.Select(For)];

        HardwareBudget For(decimal dollars)
        {
            var offers = Best(sold, dollars);
            var cheapest = offers.Length > 0 ? null : sold.MinBy(offer => offer.PriceUsd);
            var changed = offers.Length > 0 || (!keepsFormat && request.Training is null) ? [] : Best(Sold(others), dollars);
            return new(dollars, offers, cheapest, changed, Rentable(all, offers.FirstOrDefault() ?? cheapest));
        }
    }

    /// <summary>What is cheapest to rent of the sets with weights as good as those that can be bought.</summary>
    private static GpuFit? Rentable(IEnumerable<GpuFit> fits, BudgetOffer? bought) => fits
        .Where(fit => Works(fit) && fit.Gpu.Rental is not null && fit.Estimate.Request.Weights.BitsPerWeight >= (bought?.Bits ?? 0))
        .MinBy(fit => (CloudCost.Of(fit.Gpu, fit.Count)!.PerHourUsd, -fit.Estimate.Request.Weights.BitsPerWeight));

    /// <summary>The request in other formats of its engine, and in GGUF's, no larger than the one it ships in (GGUF has MXFP4 too); a run as QLoRA.</summary>
    private static IEnumerable<EstimateRequest> Others(EstimateRequest request, bool keepsEngine, Catalog catalog)
    {
        if (request.Training is not null)
            return TrainingChanges.QuantizedLowRank(request, catalog) is { } quantized ? [quantized] : [];
        var own = FormatLadders.Of(request.Engine.Kind, request.Weights);
        var ladder = keepsEngine || own == FormatLadders.Gguf ? own : own.AddRange(FormatLadders.Gguf);
        if (request.Weights.Id == "mxfp4" && !keepsEngine)
            ladder = ladder.Add("gguf-mxfp4_moe");
        return ladder.Select(catalog.WeightFormats.Find).OfType<Formats.WeightFormat>()
            .Where(format => format.BitsPerWeight <= request.Weights.BitsPerWeight && format != request.Weights)
            .Select(format => FormatLadders.InFormat(request, format, catalog)).OfType<EstimateRequest>();
    }

    private static ImmutableArray<BudgetOffer> Best(IEnumerable<BudgetOffer> sold, decimal dollars)
    {
        var sets = sold.Where(offer => offer.PriceUsd <= dollars)
            .GroupBy(offer => (offer.Fit.Gpu.Id, offer.Fit.Count)).Select(set => set.OrderByDescending(offer => offer.Bits).ThenByDescending(offer => offer.Pace).First()).ToList();
        return
        [
            .. Few(sets.FindAll(offer => !sets.Exists(other => Betters(other, offer))))
                .OrderByDescending(offer => offer.Bits).ThenBy(offer => offer.PriceUsd).ThenBy(offer => offer.Fit.Gpu.Id, StringComparer.Ordinal)
                .Take(MostOffers),
        ];
    }

    private static IEnumerable<BudgetOffer> Few(List<BudgetOffer> sets)
    {
        var formats = sets.GroupBy(offer => offer.Fit.Estimate.Request.Weights.Id).ToList();
        return formats.Count == 1
            ? Spread([.. sets.OrderBy(offer => offer.PriceUsd)])
            : formats.SelectMany(format => new[] { format.MinBy(offer => (offer.PriceUsd, -offer.Pace))!, format.MaxBy(offer => (offer.Pace, -offer.PriceUsd))! }.Distinct());
    }

    /// <summary>The cheapest, the dearest, which is the fastest, and those between at even steps.</summary>
    private static IEnumerable<BudgetOffer> Spread(List<BudgetOffer> sets) =>
        sets.Count <= MostOffers ? sets : Enumerable.Range(0, MostOffers).Select(step => sets[(int)Math.Round(step * (sets.Count - 1.0) / (MostOffers - 1))]);

    private static IEnumerable<BudgetOffer> Sold(IEnumerable<GpuFit> fits) => fits.Where(fit => Works(fit) && fit.Gpu.LaunchPriceUsd is not null)
        .Select(fit => new BudgetOffer(fit, fit.Count * fit.Gpu.LaunchPriceUsd!.Value) { Speed = DecodeSpeed.Of(fit) });

    private static bool Works(GpuFit fit) => fit.Verdict != FitVerdict.DoesNotFit && fit.Count <= SlotsFor(fit.Gpu);

    private static int SlotsFor(Gpu gpu) => gpu.Class switch { GpuClass.Datacenter => 8, GpuClass.Workstation => 4, _ => 2 };

    private static bool Betters(BudgetOffer other, BudgetOffer offer) => other != offer && other.Bits >= offer.Bits && other.PriceUsd <= offer.PriceUsd && other.Pace >= offer.Pace
        && (other.Bits > offer.Bits || other.PriceUsd < offer.PriceUsd || other.Pace > offer.Pace);
}
