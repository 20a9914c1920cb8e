using System.Text.Json;
using VramBot.Commands.Handlers;
using VramBot.Core.Costs;
using VramBot.Core.Fitting;

namespace VramBot.Commands.Replies;

/// <summary>What a sum of money buys, as JSON.</summary>
internal static class BudgetJson
{
    /// <summary>The key <c>budget</c>, where a sum was named.</summary>
    public static void Write(Utf8JsonWriter json, VramAnswer answer)
    {
        if (answer.Budget is not { } budget)
            return;
        json.WriteStartObject("budget");
        json.WriteNumber("usd", budget.Dollars);
        json.WriteStartArray("offers");
        foreach (var offer in budget.Offers)
            Write(json, answer, offer);
        json.WriteEndArray();
        json.WritePropertyName("cheapest");
        if (budget.Cheapest is { } cheapest)
            Write(json, answer, cheapest);
        else
            json.WriteNullValue();
        json.WriteStartArray("changed");
        foreach (var offer in budget.Changed)
            Write(json, answer, offer);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, VramAnswer answer, BudgetOffer offer)
    {
        var (fit, request) = (offer.Fit, offer.Fit.Estimate.Request);
        json.WriteStartObject();
        json.WriteString("gpu", fit.Gpu.Id);
        json.WriteNumber("count", fit.Count);
        json.WriteNumber("price_usd", offer.PriceUsd);
        json.WriteNumber("price_year", fit.Gpu.Year);
        json.WriteBoolean("is_list_price", fit.Gpu.PriceNote is null);
        json.WriteString("precision", request.Weights.Id);
        json.WriteString("engine", request.Engine.Engine.Id);
        json.WriteString("verdict", fit.Verdict == FitVerdict.Fits ? "fits" : "tight");
        SpeedJson.Write(json, fit);
        if (offer.BreakEven is { } even)
        {
            json.WriteNumber("rent_usd_per_hour", even.Cloud.PerHourUsd);
            if (even.Hours is { } hours)
                json.WriteNumber("break_even_hours", Math.Round(hours, 1));
        }

        json.WriteString("command", BudgetSection.LineOf(answer, offer));
        json.WriteEndObject();
    }
}
