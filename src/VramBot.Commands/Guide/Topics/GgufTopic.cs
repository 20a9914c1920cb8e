using System.Collections.Immutable;
using System.Globalization;
using VramBot.Commands.Replies;
using VramBot.Core.Estimation;
using VramBot.Core.Fitting;
using VramBot.Core.Formats;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Guide.Topics;

/// <summary>llama.cpp's file types: bits a weight of a model's own file, sizes, the measured loss, and what each is for by that loss.</summary>
internal sealed class GgufTopic : ITopic
{
    private const string Usual = "llama-3.1-8b";

    private static readonly ImmutableArray<string> Mixes = ["Q8_0", "Q6_K", "Q5_K_M", "Q4_K_M", "Q4_0", "Q3_K_M", "Q3_K_S", "Q2_K"];

    /// <summary>What a type is for, by the least loss that was measured, in percent of perplexity.</summary>
    private static readonly ImmutableArray<(double Most, string Use)> Uses =
    [
        (0.5, Later("where nothing may be lost")),
        (2, Later("for every day")),
        (5, Later("where memory is short")),
        (double.MaxValue, Later("better a smaller model at 4 bits")),
    ];

    /// <inheritdoc/>
    public Reply Answer(GuideQuestion question, GuideDesk desk)
    {
        var model = question.Model ?? Usual;
        var figures = desk.Of(Mixes.Select(mix => GuideLine.Vram(model, ("precision", mix), ("gpu", question.Gpu)))).ToList();
        if (figures.Count == 0)
            return new(Tr("GGUF types"));
        var best = figures.Find(figure => figure.Own is { Verdict: FitVerdict.Fits }) ?? figures.Find(figure => figure.Own is { Verdict: FitVerdict.Tight });
        var onCards = question.Gpu is not null;
        return new($"{Tr("GGUF types")} · {FitWords.NameOf(figures[0].Model)}{(figures[0].Own is { } own ? $" · {GpuNames.Of(own.Rig)}" : string.Empty)}")
        {
            Mark = onCards ? VramReply.MarkOf(best?.Own!.Verdict ?? FitVerdict.DoesNotFit) : LineMark.None,
            Headline = Headline(figures, best, onCards),
            Sections =
            [
                .. GuideWords.Table(
                    Tr("Bits a weight, file in GB, GiB on the card"),
                    [Tr("bits"), "GB", "GiB", .. onCards ? [Tr("fits")] : Array.Empty<string>(), Tr("loss")],
                    figures.Select(figure => new TableRow(LabelOf(figure), [Bits(figure, desk), Figures.Gibibytes(FileOf(figure, desk).TotalGigabytes), GuideWords.Gib(figure), .. onCards ? [GuideWords.Fits(figure.Own)] : Array.Empty<string>(), Loss(figure)]) { IsBest = figure == best, Command = figure.Command })),
                .. GuideWords.Lines(Tr("What each is for, by its loss"), Purposes(figures)),
                .. GuideWords.Say(FormatQuality.Note(figures.Select(figure => figure.Estimate.Request.Weights))),
                GuideWords.Ask(GuideLine.Topic("precision", question.Model), "/vram-formats search:q4"),
            ],
            Footer = Tr($"{figures[0].Estimate.Request.Engine}, {Figures.Tokens(figures[0].Estimate.Request.Context)} tokens, 1 user · bits of this model's whole file, which keeps some tensors in larger types; the token embedding stays in host memory"),
        };
    }

    private static string Headline(List<GuideFigure> figures, GuideFigure? best, bool onCards)
    {
        if (onCards)
            return best is null ? Tr("None of them fits") : Tr($"{LabelOf(best)} is the best that fits: {GuideWords.Gib(best)} of {Figures.Gibibytes(best.Own!.Usable)} GiB");
        return Tr($"{LabelOf(figures[0])} takes {GuideWords.Gib(figures[0])} GiB, {LabelOf(figures[^1])} {GuideWords.Gib(figures[^1])}");
    }

    private static IEnumerable<ReplyLine> Purposes(List<GuideFigure> figures)
    {
        var least = 0.0;
        foreach (var (most, use) in Uses)
        {
            var types = figures.FindAll(figure => FormatQuality.Least(figure.Estimate.Request.Weights)?.PerplexityIncreasePercent is { } loss && loss >= least && loss < most).ConvertAll(LabelOf);
            if (types.Count > 0)
                yield return new(LineMark.None, $"{string.Join(", ", types)}: {Tr(use)}");
            least = most;
        }
    }

    private static string LabelOf(GuideFigure figure) => figure.Estimate.Request.Weights.Label;

    /// <summary>The file: what lies on one card and what stays on the host.</summary>
    private static Bytes FileOf(GuideFigure figure, GuideDesk desk) =>
        (figure.Estimate.Request.Parallelism.Gpus == 1 ? figure : desk.Of(figure.Line.With("gpu", null))) is { Estimate: var whole } ? whole[PartKind.Weights] + whole.HostWeights : Bytes.Zero;

    private static string Bits(GuideFigure figure, GuideDesk desk) => (8.0 * FileOf(figure, desk).Count / figure.Estimate.Parameters.Count).ToString("0.00", CultureInfo.CurrentCulture);

    private static string Loss(GuideFigure figure) => FormatQuality.Least(figure.Estimate.Request.Weights) is { } least ? FormatQuality.Loss(least) : GuideWords.None;
}
