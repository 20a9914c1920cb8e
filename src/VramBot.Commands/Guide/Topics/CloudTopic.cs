using System.Globalization;
using VramBot.Commands.Grammar;
using VramBot.Commands.Replies;
using VramBot.Core.Costs;
using VramBot.Core.Fitting;
using VramBot.Core.Gpus;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Guide.Topics;

/// <summary>Renting against buying: months until a card pays off, or one set of cards in detail.</summary>
internal sealed class CloudTopic : ITopic
{
    private const int MostRows = 8;
    private const double WorkingHours = 8;
    private const double AllDay = 24;

    /// <inheritdoc/>
    public Reply Answer(GuideQuestion question, GuideDesk desk) => question.Cards is { } cards ? OfCards(cards, question.Gpu!) : Table(desk);

    private static Reply Table(GuideDesk desk)
    {
        var rows = desk.Catalog.Gpus.All.Where(CommonCards.Contains).Select(gpu => (Gpu: gpu, Even: BreakEven.Of(gpu, 1))).Where(row => row.Even?.Hours is not null)
            .OrderBy(row => row.Even!.Cloud.PerHourUsd).DistinctBy(row => (row.Gpu.Generation, row.Gpu.NominalGigabytes)).Take(MostRows).ToList();
        var dates = rows.Select(row => row.Even!.Cloud.Price.Date).Order(StringComparer.Ordinal).ToList();
        return new(Tr("Renting or buying"))
        {
            Headline = Tr($"Around the clock a card pays off after {rows.Min(row => row.Even!.MonthsAt(AllDay)):0} to {rows.Max(row => row.Even!.MonthsAt(AllDay)):0} months, at {WorkingHours:0} hours a day after {rows.Min(row => row.Even!.MonthsAt(WorkingHours)):0} to {rows.Max(row => row.Even!.MonthsAt(WorkingHours)):0}"),
            Sections =
            [
                .. GuideWords.Table(Tr("US dollars, and months until bought is cheaper"), [Tr("$/h"), Tr("buy"), Tr("8 h"), Tr("24 h")], rows.Select(row => new TableRow(
                    GpuNames.Of(row.Gpu), [Money(row.Even!.Cloud.PerHourUsd), Money(row.Even.PurchaseUsd), Months(row.Even, WorkingHours), Months(row.Even, AllDay)]) { Command = GuideLine.Topic("cloud", gpu: row.Gpu.Id) })),
                .. GuideWords.Say(
                    Tr("To try things out, for bursts and for a single training run: rent. For what runs every day, or must not leave the house: buy."),
                    Tr($"Power is counted at the card's whole draw and {Dollars.Of(BreakEven.KilowattHourUsd)} a kWh; the computer around it, cooling, people's time and what it sells for later are not.")),
                GuideWords.Ask("/vram llama-3.3-70b budget:3000", "/vram-plan model:llama-3.1-70b users:40 prompt:7k output:1k gpu:h100"),
            ],
            Footer = dates.Count == 0 ? null : Tr($"Rent on demand as read {(dates[0] == dates[^1] ? dates[0] : $"{dates[0]}–{dates[^1]}")} at {string.Join(", ", rows.Select(row => row.Even!.Cloud.Price.Provider).Distinct(StringComparer.Ordinal))}; prices to buy are list or market prices of the year of release"),
        };
    }

    private static Reply OfCards(GpuSelection cards, string typed)
    {
        var title = $"{Tr("Renting or buying")} · {GpuNames.Of(cards.Rig)}";
        if (cards.Rig.IsMixed || CloudCost.Of(cards.Gpu, cards.Count) is not { } cloud)
            return new(title);
        var even = BreakEven.Of(cards.Gpu, cards.Count);
        return new(title)
        {
            Headline = even?.Hours is { } hours
                ? Tr($"Buying for {Dollars.Of(even.PurchaseUsd)} pays off after {hours:#,0} hours of use: {Months(even, WorkingHours)} months at {WorkingHours:0} hours a day, {Months(even, AllDay)} around the clock")
                : Tr($"Renting costs {Dollars.Of(cloud.PerHourUsd)} an hour; a price to buy is not known, or power alone costs more"),
            Sections =
            [
                new ReplySection.Lines(Tr("Rented"),
                [
                    new(LineMark.None, Tr($"an hour: {Dollars.Of(cloud.PerHourUsd)}{(cloud.SpotPerHourUsd is { } spot ? Tr($", {Dollars.Of(spot)} where it may be taken away") : string.Empty)}")),
                    new(LineMark.None, Tr($"a training run of 100 hours: {Dollars.Of(decimal.Round(100 * cloud.PerHourUsd))}; of 500 hours: {Dollars.Of(decimal.Round(500 * cloud.PerHourUsd))}")),
                    new(LineMark.None, Tr($"a month around the clock: {Dollars.Of(decimal.Round(cloud.PerMonthUsd))}")),
                ]),
                .. even is null ? [] : GuideWords.Lines(Tr("Bought"), [new(LineMark.None, Tr($"once: {Dollars.Of(even.PurchaseUsd)}")), new(LineMark.None, Tr($"power of a month around the clock: {Dollars.Of(decimal.Round(even.PowerPerHourUsd * CloudCost.HoursPerMonth))}"))]),
                GuideWords.Ask($"/vram-fit gpu:{typed}", GuideLine.Topic("cloud")),
            ],
            Footer = Tr($"Rent on demand at {cloud.Price.Provider}, {cloud.Price.Date}; price to buy of {cards.Gpu.Year}; {(cards.Gpu.PowerWatts is { } watts ? watts.ToString(CultureInfo.InvariantCulture) : GuideWords.None)} W a card at {Dollars.Of(BreakEven.KilowattHourUsd)} a kWh"),
        };
    }

    private static string Money(decimal dollars) => dollars.ToString(dollars < 100 ? "0.00" : "#,0", CultureInfo.CurrentCulture);

    private static string Months(BreakEven even, double hours) => even.MonthsAt(hours) is { } months ? months.ToString(months < 10 ? "0.#" : "#,0", CultureInfo.CurrentCulture) : GuideWords.None;
}
