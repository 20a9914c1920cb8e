using System.Collections.Immutable;
using System.Globalization;
using VramBot.Commands.Grammar;
using VramBot.Commands.Replies;
using VramBot.Commands.Replies.Planning;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Guide.Topics;

/// <summary>The cache of one sequence by its length: for models that cache in different ways, or for one.</summary>
internal sealed class KvTopic : ITopic
{
    private const double Misleads = 1.5;

    /// <summary>All heads with their own keys and values, shared heads, experts, windows, and a latent row.</summary>
    private static readonly ImmutableArray<string> Usual = ["llama-2-7b", "llama-3.1-8b", "llama-3.1-70b", "mixtral-8x7b", "gemma-3-27b", "gpt-oss-20b", "deepseek-v3"];
    private static readonly ImmutableArray<int> Contexts = [2, 4, 8, 32, 128];

    /// <inheritdoc/>
    public Reply Answer(GuideQuestion question, GuideDesk desk) => question.Model is { } model ? OfModel(model, desk) : OfModels(desk);

    private static Reply OfModels(GuideDesk desk)
    {
        var rows = Usual.Select(model => (Model: model, Figures: Contexts.Select(kilo => Of(desk, model, kilo)).ToList())).Where(row => row.Figures[0] is not null).ToList();
        var last = rows.Select(row => row.Figures.FindLast(figure => figure is not null)!).ToList();
        return new(Tr("KV cache"))
        {
            Headline = Tr("The cache grows with every token and user; how fast depends on how many heads keep keys and values, and how far back layers look"),
            Sections =
            [
                .. GuideWords.Table(Tr("GiB of one sequence, by tokens"), [.. Contexts.Select(GuideWords.Kilo)], rows.Select(row => new TableRow(row.Model, [.. row.Figures.Select(Kept)]) { Command = Compared(row.Model, row.Figures) })),
                .. GuideWords.Say(last.MaxBy(Ratio) is { } worst ? Rule(worst) : null),
                .. GuideWords.Say(Tr("FlashAttention shortens no cache: it saves the scores that are worked out on the way. `kv:fp8` or `kv:q8_0` halves the cache.")),
                GuideWords.Ask(GuideLine.Topic("kv", Usual[1]), GuideLine.Topic("optimize")),
            ],
            Footer = Tr($"16-bit caches in the pages of {last[0].Estimate.Request.Engine}; a dash stands beyond what a model was made for"),
        };
    }

    private static Reply OfModel(string model, GuideDesk desk)
    {
        var rows = Contexts.Select(kilo => (Kilo: kilo, Half: Of(desk, model, kilo), Small: desk.Of(Line(model, kilo).With("kv", "fp8")))).Where(row => row.Half is not null).ToList();
        if (rows.Count == 0)
            return new(Tr("KV cache"));
        var last = rows[^1].Half!;
        return new($"{Tr("KV cache")} · {FitWords.NameOf(last.Model)}")
        {
            Headline = Tr($"{Kept(last)} GiB of cache for one sequence of {Figures.Tokens(last.Estimate.Request.Context)} tokens, as much again for every other"),
            Sections =
            [
                .. GuideWords.Table(Tr("GiB of one sequence"), ["KV", "fp8", Tr("total")], rows.Select(row => new TableRow(GuideWords.Kilo(row.Kilo), [Kept(row.Half), Kept(row.Small), GuideWords.Gib(row.Half)]) { Command = row.Half!.Command })),
                .. GuideWords.Say(ShapeWords.OfCache(last.Model.Network!)),
                .. GuideWords.Say(Rule(last)),
            ],
            Footer = Tr($"16-bit caches in the pages of {last.Estimate.Request.Engine}; a dash stands beyond what a model was made for"),
        };
    }

    private static TokenCount Tokens(int kilo) => new(kilo * 1024L);

    private static TypedLine Line(string model, int kilo) => GuideLine.Vram(model, ("ctx", Tokens(kilo).Count.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The figure, as far as the model was made for so many tokens.</summary>
    private static GuideFigure? Of(GuideDesk desk, string model, int kilo) => desk.Of(Line(model, kilo)) is { } figure && figure.Model.MaxContext >= Tokens(kilo) ? figure : null;

    private static string Compared(string model, List<GuideFigure?> figures) =>
        GuideLine.Compare(model, ("ctx", string.Join(',', figures.OfType<GuideFigure>().Select(figure => figure.Estimate.Request.Context.Count.ToString(CultureInfo.InvariantCulture))))).ToString();

    private static string Kept(GuideFigure? figure) => figure is null ? GuideWords.None : PlanSteps.Size(ComparedParts.Kept(figure.Estimate));

    private static double Ratio(GuideFigure figure) => RuleOf(figure).TotalGibibytes / Math.Max(1e-3, ComparedParts.Kept(figure.Estimate).TotalGibibytes);

    private static Bytes RuleOf(GuideFigure figure) => RuleOfThumb.Cache(figure.Model.Network!, figure.Estimate.Request.Context);

    /// <summary>The usual formula where it misleads; null where it does not.</summary>
    private static string? Rule(GuideFigure figure) => Ratio(figure) is var ratio and > Misleads
        ? Tr($"The usual formula, 2 × layers × hidden size × tokens × 2 bytes, gives {FitWords.NameOf(figure.Model)} {Figures.Gibibytes(RuleOf(figure))} GiB at {Figures.TokensRounded(figure.Estimate.Request.Context)}: {ratio:0.#} times too much.")
        : null;
}
