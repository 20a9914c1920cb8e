using System.Collections.Immutable;
using System.Globalization;
using VramBot.Commands.Grammar;
using VramBot.Commands.Handlers;
using VramBot.Core.Costs;
using VramBot.Core.Estimation;
using VramBot.Core.Fitting;
using VramBot.Core.Gpus;
using static VramBot.Core.Languages.Translation;

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
        var sum = Tr($"For {Dollars.Of(budget.Dollars)}");
        if (budget.Offers.Length > 0)
            yield return new ReplySection.Lines(sum, Lines(answer, budget.Offers), IsNumbered: true);
        else
        {
            yield return new ReplySection.Lines(sum, [Nothing(answer, budget)]);
            if (budget.Changed.Length > 0)
                yield return new ReplySection.Lines(Tr($"{sum}, with a change"), Lines(answer, budget.Changed), IsNumbered: true);
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
        [.. offers.Select(offer => ReplyLine.About(VramReply.MarkOf(offer.Fit.Verdict), Cards(offer), How(offer), LineOf(answer, offer)))];

    /// <summary><c>2× RTX 3090 24 GB, $2,998 (2020)</c>.</summary>
    private static string Cards(BudgetOffer offer) => $"{GpuNames.Of(offer.Fit.Gpu, offer.Fit.Count)}, {PriceOf(offer.Fit.Gpu, offer.PriceUsd)}";

    /// <summary><c>Q4_K_M with llama.cpp, 15–19 tokens/s</c>.</summary>
    private static string How(BudgetOffer offer)
    {
        var request = offer.Fit.Estimate.Request;
        var method = request.Training is null ? Tr($"{request.Weights.Label} with {request.Engine.Engine.Label}") : Training.RunWords.MethodOf(request);
        return $"{method}{Speed(offer)}";
    }

    /// <summary>A price with its year, and whether it is that of the market: <c>about $900 (2021)</c>.</summary>
    internal static string PriceOf(Gpu gpu, decimal dollars) =>
        gpu.PriceNote is null ? string.Create(CultureInfo.InvariantCulture, $"{Dollars.Of(dollars)} ({gpu.Year})") : Tr($"about {Dollars.Of(dollars)} ({gpu.Year})");

    private static string Speed(BudgetOffer offer) => offer.Speed is { } rate
        ? offer.Fit.Estimate.Request.Sequences == 1 ? $", {SpeedLine.Range(rate.PerSequence)} tokens/s" : Tr($", {SpeedLine.Range(rate.Total)} tokens/s in all")
        : string.Empty;

    private static ReplyLine Nothing(VramAnswer answer, HardwareBudget budget)
    {
        var format = answer.Estimate.Request.Training is null ? answer.Question.Weights?.Label : null;
        if (budget.Cheapest is not { } cheapest)
            return new(LineMark.DoesNotFit, format is null ? Tr("nothing with a known price holds it") : Tr($"nothing with a known price holds it at {format}"));
        var what = $"{Cards(cheapest)}: {How(cheapest)}";
        return new(LineMark.DoesNotFit, format is null ? Tr($"nothing holds it; the cheapest that does is {what}") : Tr($"nothing holds it at {format}; the cheapest that does is {what}"), LineOf(answer, cheapest)) { Label = Cards(cheapest) };
    }

    /// <summary>The first of the offers that is rented out too, else the cheapest set to rent.</summary>
    private static GpuFit? Rentable(HardwareBudget budget, ImmutableArray<BudgetOffer> shown) => shown.FirstOrDefault(offer => offer.BreakEven is not null)?.Fit ?? budget.Rented;

    private static string Against(GpuFit fit, BreakEven even)
    {
        var cards = GpuNames.Of(fit.Gpu, fit.Count);
        var rent = Tr($"Renting {cards} ({fit.Estimate.Request.Weights.Label}) costs {Dollars.Of(even.Cloud.PerHourUsd)} an hour, {Dollars.Of(decimal.Round(even.Cloud.PerMonthUsd))} a month of {CloudCost.HoursPerMonth} hours ({even.Cloud.Price.Provider}, {even.Cloud.Price.Date}){Spot(even.Cloud)}.");
        return even.Hours is { } hours
            ? $"{rent} {Tr($"Buying for {Dollars.Of(even.PurchaseUsd)} pays off after {hours:#,0} hours of use: {Months(even.MonthsAt(WorkingHours))} months at {WorkingHours} hours a day, {Months(even.MonthsAt(24))} around the clock (power counted: {fit.Gpu.PowerWatts} W a card at {Dollars.Of(BreakEven.KilowattHourUsd)} a kWh).")}"
            : $"{rent} {Tr("Buying never pays off: the power alone costs more.")}";
    }

    private static string Spot(CloudCost cloud) => cloud.SpotPerHourUsd is { } spot ? Tr($", {Dollars.Of(spot)} where it may be taken away") : string.Empty;

    private static string Months(double? months) => months!.Value.ToString(months < 10 ? "0.#" : "#,0", CultureInfo.CurrentCulture);

    private static string Renting(GpuFit fit, decimal dollars)
    {
        var cloud = CloudCost.Of(fit.Gpu, fit.Count)!;
        var bought = fit.Gpu.LaunchPriceUsd is null ? Tr(", which has no known price to buy it at") : string.Empty;
        return Tr($"Or rent {GpuNames.Of(fit.Gpu, fit.Count)}{bought}: {Dollars.Of(cloud.PerHourUsd)} an hour ({cloud.Price.Provider}, {cloud.Price.Date}), so that {Dollars.Of(dollars)} last {dollars / cloud.PerHourUsd:#,0} hours, with {fit.Estimate.Request.Weights.Label}.");
    }

    private static string Prices(ImmutableArray<BudgetOffer> offers)
    {
        var prices = offers.Any(offer => offer.Fit.Gpu.PriceNote is not null)
            ? Tr("Prices are list prices of the year in brackets; those with “about” are market prices: today's differ, and used cards cost less.")
            : Tr("Prices are list prices of the year in brackets: today's differ, and used cards cost less.");
        var computers = offers.FirstOrDefault(offer => offer.Fit.Gpu.IsUnified)?.Fit.Gpu;
        return $"{prices} {(computers is null ? Tr("The computer around the cards is not included.") : Tr($"The computer around the cards is not included; {GpuNames.Of(computers)} is one."))}";
    }
}
