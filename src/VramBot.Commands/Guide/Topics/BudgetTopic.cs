using System.Globalization;
using VramBot.Commands.Grammar;
using VramBot.Commands.Handlers;
using VramBot.Commands.Replies;
using VramBot.Core.Costs;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Guide.Topics;

/// <summary>The usual table of sums: the best card for each, or what each buys for a model.</summary>
internal sealed class BudgetTopic : ITopic
{
    /// <inheritdoc/>
    public Reply Answer(GuideQuestion question, GuideDesk desk) => question.Model is { } model ? ForModel(model, desk) : Cards(desk);

    private static Reply Cards(GuideDesk desk)
    {
        var table = desk.Budgets(new TypedLine(CommandBook.Gpus, []).With("budget", "all"))!;
        return table with
        {
            Title = Tr("GPUs by budget"),
            Sections = [.. table.Sections, GuideWords.Ask("/vram llama-3.3-70b budget:3000", GuideLine.Topic("cloud"))],
        };
    }

    private static Reply ForModel(string model, GuideDesk desk)
    {
        if (desk.Of(GuideLine.Vram(model)) is not { } figure)
            return new(Tr("GPUs by budget"));
        var sums = desk.Buys(figure, CardsForMoney.Tiers).Select(buys => (Sum: buys.Dollars, Buys: buys)).ToList();
        var first = sums.FindIndex(sum => sum.Buys.Offers.Length > 0);
        return new($"{Tr("GPUs by budget")} · {FitWords.NameOf(figure.Model)}")
        {
            Mark = first < 0 ? LineMark.DoesNotFit : LineMark.Fits,
            Headline = first < 0 ? Tr("None of these sums buys what holds it") : Tr($"{Dollars.Of(sums[first].Sum)} is the first of these sums that buys what holds it"),
            Sections = [.. GuideWords.Lines(string.Empty, sums.Select(sum => Line(sum.Sum, sum.Buys, figure)))],
            Footer = Tr("One, two, four or eight equal cards, by list or market prices; today's differ, and used cards cost less. The computer around them is not included."),
        };
    }

    private static ReplyLine Line(decimal sum, HardwareBudget buys, GuideFigure figure)
    {
        var command = figure.Line.With("budget", sum.ToString(CultureInfo.InvariantCulture)).ToString();
        if (buys.Offers.FirstOrDefault() is not { } offer)
            return GuideWords.Line(Tr($"{Dollars.Of(sum)}: nothing that holds it"), command, LineMark.DoesNotFit);
        var speed = offer.Speed is { } rate ? $", {SpeedLine.Range(rate.PerSequence)} tokens/s" : string.Empty;
        return GuideWords.Line($"{Dollars.Of(sum)}: {GpuNames.Of(offer.Fit.Rig)}, {offer.Fit.Estimate.Request.Weights.Label}{speed}", command, VramReply.MarkOf(offer.Fit.Verdict));
    }
}
