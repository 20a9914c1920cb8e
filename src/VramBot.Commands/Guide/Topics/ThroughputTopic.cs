using System.Collections.Immutable;
using VramBot.Commands.Replies;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Guide.Topics;

/// <summary>Tokens a second of one user by card, in 16 and in 4 bit, from the roofline.</summary>
internal sealed class ThroughputTopic : ITopic
{
    private const string Usual = "llama-3.1-8b";

    private static readonly ImmutableArray<string> Cards = ["rtx-3060-12gb", "rtx-4060-ti-16gb", "rtx-3090", "rtx-4090", "rtx-5090", "a100-80gb", "h100"];

    /// <summary>What those cards do not hold, several do.</summary>
    private static readonly ImmutableArray<string> Several = ["2xrtx-3090", "2xrtx-4090", "2xrtx-5090", "a100-80gb", "2xa100-80gb", "2xh100", "8xh100"];

    /// <inheritdoc/>
    public Reply Answer(GuideQuestion question, GuideDesk desk)
    {
        var model = question.Model ?? Usual;
        ImmutableArray<string> cards = question.Gpu is { } own ? [own] : Cards;
        var rows = Rows(model, cards, desk);
        if (question.Gpu is null && rows.Count < Cards.Length / 2)
            rows = Rows(model, Several, desk);
        if (rows.Count == 0)
            return new(Tr("Speed"));
        var any = (rows[0].Four ?? rows[0].Half)!;
        return new($"{Tr("Speed")} · {FitWords.NameOf(any.Model)}")
        {
            Headline = rows.FindLast(row => row.Four?.Speed is not null) is { Four: { } four } ? Tr($"{GuideWords.Speed(four)} tokens/s in Q4_K_M on {GpuNames.Of(four.Own!.Rig)}; every token reads all weights that work on it, so that memory bandwidth decides") : null,
            Sections =
            [
                .. GuideWords.Table(Tr("Tokens/s of one user, 4,096 tokens"), ["fp16", "Q4_K_M"], rows.Select(row => new TableRow(GpuNames.Of((row.Four ?? row.Half)!.Own!.Rig), [GuideWords.Speed(row.Half), GuideWords.Speed(row.Four)]) { Command = GuideLine.Compare(model, ("precisions", "fp16,Q4_K_M"), ("gpu", row.Card)).ToString() })),
                .. GuideWords.Say(
                    ShapeWords.OfExperts(any.Estimate, any.Model.Network!),
                    Tr("Ranges go from a full context to an empty one, and from the worst to the best that engines were measured to reach. A dash: it does not fit. Many users at once get more in all: add `users:16`.")),
                GuideWords.Ask(GuideLine.Vram(model, ("precision", "fp16"), ("gpu", "rtx-4090"), ("users", "16")).ToString(), GuideLine.Topic("gpus")),
            ],
            Footer = string.Join(" · ", rows.SelectMany(row => new[] { row.Half, row.Four }).OfType<GuideFigure>().Select(figure => figure.Estimate.Request.Engine.ToString()).Distinct(StringComparer.Ordinal)),
        };
    }

    private static List<(string Card, GuideFigure? Half, GuideFigure? Four)> Rows(string model, ImmutableArray<string> cards, GuideDesk desk) =>
    [
        .. cards.Select(card => (card, Half: desk.Of(GuideLine.Vram(model, ("precision", "fp16"), ("gpu", card))), Four: desk.Of(GuideLine.Vram(model, ("precision", "Q4_K_M"), ("gpu", card)))))
            .Where(row => row.Half?.Speed is not null || row.Four?.Speed is not null),
    ];
}
