using System.Collections.Immutable;
using System.Globalization;
using VramBot.Commands.Grammar;
using VramBot.Commands.Handlers;
using VramBot.Core.Costs;
using VramBot.Core.Estimation;
using VramBot.Core.Fitting;
using VramBot.Core.Gpus;

namespace VramBot.Commands.Replies;

/// <summary>Words what a sum of money buys for a model, and buying against renting.</summary>
internal static class BudgetSection
{
    private const int WorkingHours = 8;

    /// <summary>The sections, none when no sum was named.</summary>
    public static IEnumerable<ReplySection> Of(VramAnswer answer)
    {
        if (answer.Budget is not { } budget)
            yield break;
        var sum = $"For {Dollars.Of(budget.Dollars)}";
        if (budget.Offers.Length > 0)
            yield return new ReplySection.Lines(sum, Lines(answer, budget.Offers), IsNumbered: true);
        else
        {
            yield return new ReplySection.Lines(sum, [Nothing(answer, budget)]);
            if (budget.Changed.Length > 0)
                yield return new ReplySection.Lines($"{sum}, with a change", Lines(answer, budget.Changed), IsNumbered: true);
        }

        ImmutableArray<BudgetOffer> shown = [.. budget.Offers, .. budget.Changed, .. budget.Cheapest is { } cheapest ? [cheapest] : Array.Empty<BudgetOffer>()];
        if (Rentable(budget, shown) is { } rented)
            yield return new ReplySection.Paragraph(BreakEven.Of(rented.Gpu, rented.Count) is { } even ? Against(rented, even) : Renting(rented, budget.Dollars));
        if (shown.Length > 0)
            yield return new ReplySection.Paragraph(Prices(shown));
    }

    /// <summary>The line that asks for an offer by itself.</summary>
    public static string LineOf(VramAnswer answer, BudgetOffer offer)
    {
        var asked = answer.Estimate;
        var request = offer.Fit.Estimate.Request;
        var kind = request.Training is not null && request.Training.Task != asked.Request.Training?.Task ? SuggestionKind.QuantizedLowRank
            : request.Weights == asked.Request.Weights && request.Engine == asked.Request.Engine ? SuggestionKind.MoreGpus : SuggestionKind.WeightFormat;
        return SuggestionLine.Of(answer.Line.With("budget", null), asked.Request, new(kind, request, offer.Fit, offer.Fit.Estimate, asked.Total - offer.Fit.Estimate.Total)).ToString();
    }

    private static ImmutableArray<ReplyLine> Lines(VramAnswer answer, ImmutableArray<BudgetOffer> offers) =>
        [.. offers.Select(offer => new ReplyLine(VramReply.MarkOf(offer.Fit.Verdict), $"{What(offer)}{Speed(offer)}", LineOf(answer, offer)))];

    /// <summary><c>2× RTX 3090 24 GB, $2,998 (2020): Q4_K_M with llama.cpp</c>.</summary>
    private static string What(BudgetOffer offer)
    {
        var request = offer.Fit.Estimate.Request;
        var method = request.Training is null ? $"{request.Weights.Label} with {request.Engine.Engine.Label}" : Training.RunWords.MethodOf(request);
        return $"{GpuNames.Of(offer.Fit.Gpu, offer.Fit.Count)}, {Price(offer)}: {method}";
    }

    private static string Price(BudgetOffer offer) =>
        string.Create(CultureInfo.InvariantCulture, $"{(offer.Fit.Gpu.PriceNote is null ? string.Empty : "about ")}{Dollars.Of(offer.PriceUsd)} ({offer.Fit.Gpu.Year})");

    private static string Speed(BudgetOffer offer) => offer.Speed is { } rate
        ? offer.Fit.Estimate.Request.Sequences == 1 ? $", {SpeedLine.Range(rate.PerSequence)} tokens/s" : $", {SpeedLine.Range(rate.Total)} tokens/s in all"
        : string.Empty;

    private static ReplyLine Nothing(VramAnswer answer, HardwareBudget budget)
    {
        var asked = answer.Question.Weights is { } format && answer.Estimate.Request.Training is null ? $"it at {format.Label}" : "it";
        return budget.Cheapest is { } cheapest
            ? new(LineMark.DoesNotFit, $"nothing holds {asked}; the cheapest that does is {What(cheapest)}{Speed(cheapest)}", LineOf(answer, cheapest))
            : new(LineMark.DoesNotFit, $"nothing with a known price holds {asked}");
    }

    /// <summary>The first of the offers that is rented out too, else the cheapest set to rent.</summary>
    private static GpuFit? Rentable(HardwareBudget budget, ImmutableArray<BudgetOffer> shown) => shown.FirstOrDefault(offer => offer.BreakEven is not null)?.Fit ?? budget.Rented;

    private static string Against(GpuFit fit, BreakEven even)
    {
        var cards = GpuNames.Of(fit.Gpu, fit.Count);
        var rent = $"Renting {cards} ({fit.Estimate.Request.Weights.Label}) costs {Dollars.Of(even.Cloud.PerHourUsd)} an hour, {Dollars.Of(decimal.Round(even.Cloud.PerMonthUsd))} a month of {CloudCost.HoursPerMonth} hours ({even.Cloud.Price.Provider}, {even.Cloud.Price.Date}){Spot(even.Cloud)}.";
        return even.Hours is { } hours
            ? string.Create(CultureInfo.InvariantCulture, $"{rent} Buying for {Dollars.Of(even.PurchaseUsd)} pays off after {hours:#,0} hours of use: {Months(even.MonthsAt(WorkingHours))} months at {WorkingHours} hours a day, {Months(even.MonthsAt(24))} around the clock (power counted: {fit.Gpu.PowerWatts} W a card at ${BreakEven.KilowattHourUsd} a kWh).")
            : $"{rent} Buying never pays off: the power alone costs more.";
    }

    private static string Spot(CloudCost cloud) => cloud.SpotPerHourUsd is { } spot ? $", {Dollars.Of(spot)} where it may be taken away" : string.Empty;

    private static string Months(double? months) => months!.Value.ToString(months < 10 ? "0.#" : "#,0", CultureInfo.InvariantCulture);

    private static string Renting(GpuFit fit, decimal dollars)
    {
        var cloud = CloudCost.Of(fit.Gpu, fit.Count)!;
        var bought = fit.Gpu.LaunchPriceUsd is null ? ", which has no known price to buy it at" : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $"Or rent {GpuNames.Of(fit.Gpu, fit.Count)}{bought}: {Dollars.Of(cloud.PerHourUsd)} an hour ({cloud.Price.Provider}, {cloud.Price.Date}), so that {Dollars.Of(dollars)} last {dollars / cloud.PerHourUsd:#,0} hours, with {fit.Estimate.Request.Weights.Label}.");
    }

    private static string Prices(ImmutableArray<BudgetOffer> offers)
    {
        var market = offers.Any(offer => offer.Fit.Gpu.PriceNote is not null) ? "; those with “about” are market prices" : string.Empty;
        var computers = offers.FirstOrDefault(offer => offer.Fit.Gpu.IsUnified)?.Fit.Gpu;
        var host = computers is null ? "The computer around the cards is not included." : $"The computer around the cards is not included; {GpuNames.Of(computers)} is one.";
        return $"Prices are list prices of the year in brackets{market}: today's differ, and used cards cost less. {host}";
    }
}
