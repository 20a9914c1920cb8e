using System.Collections.Immutable;
using System.Globalization;
using VramBot.Commands.Replies;
using VramBot.Core.Formats;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Guide.Topics;

/// <summary>Precisions with what they take and the loss of quality that was measured, over all models that it was measured on.</summary>
internal sealed class PrecisionTopic : ITopic
{
    private const string Usual = "llama-3.1-8b";
    private const double MuchMore = 3;

    private static readonly ImmutableArray<string> Formats = ["fp32", "bf16", "fp8", "int8", "awq", "Q8_0", "Q4_K_M", "Q2_K"];

    /// <inheritdoc/>
    public Reply Answer(GuideQuestion question, GuideDesk desk)
    {
        var model = question.Model ?? Usual;
        var figures = desk.Of(Formats.Select(format => GuideLine.Vram(model, ("precision", format)))).DistinctBy(figure => figure.Estimate.Request.Weights.Id).ToList();
        if (figures.Count == 0)
            return new(Tr("Precision and quality"));
        var formats = figures.ConvertAll(figure => figure.Estimate.Request.Weights);
        return new($"{Tr("Precision and quality")} · {FitWords.NameOf(figures[0].Model)}")
        {
            Headline = Headline(figures),
            Sections =
            [
                .. GuideWords.Table(Tr("Bits, GiB, and perplexity above 16 bit"), [Tr("bits"), "GiB", Tr("loss")], figures.Select(figure => new TableRow(
                    Short(figure.Estimate.Request.Weights), [Figures.Number(figure.Estimate.Request.Weights.BitsPerWeight), GuideWords.Gib(figure), Loss(figure.Estimate.Request.Weights)]) { Command = figure.Command })),
                .. GuideWords.Say(
                    Grows(formats),
                    Tr("A dash stands where no measurement with a source is in the catalog, not for no loss. 16 bit is what models are published and judged in; 32 bit adds nothing to them. bf16 has the range of fp32 and is preferred in training.")),
                GuideWords.Ask(GuideLine.Topic("gguf", question.Model), GuideLine.Compare(model, ("precisions", "Q8_0,Q5_K_M,Q4_K_M")).ToString()),
            ],
            Footer = Tr($"Measured: {string.Join("; ", formats.SelectMany(format => format.Quality).Where(measure => measure.PerplexityIncreasePercent is not null).Select(measure => measure.Source).Distinct(StringComparer.Ordinal))}"),
        };
    }

    private static string Headline(List<GuideFigure> figures)
    {
        var (most, least) = (figures[0], figures[^1]);
        return figures.Find(figure => figure.Estimate.Request.Weights is FloatFormat { BytesPerWeight: 2 }) is { } half && figures.Find(figure => figure.Estimate.Request.Weights.Label == "Q4_K_M") is { } four
            ? Tr($"From 16 bit to Q4_K_M: {GuideWords.Gib(half)} to {GuideWords.Gib(four)} GiB, perplexity {Loss(four.Estimate.Request.Weights)}")
            : Tr($"From {GuideWords.Gib(most)} GiB down to {GuideWords.Gib(least)}");
    }

    /// <summary>The format whose loss differs most between models: what was measured on old models promises little for new ones.</summary>
    private static string? Grows(List<WeightFormat> formats)
    {
        var measured = formats.Select(format => (format.Label, Measures: Measured(format))).Where(format => format.Measures.Length > 1).ToList();
        if (measured.Count == 0)
            return null;
        var (label, measures) = measured.MaxBy(format => format.Measures[^1].Percent / format.Measures[0].Percent);
        var (least, most) = (measures[0], measures[^1]);
        return most.Percent < MuchMore * least.Percent ? null : Tr($"What is lost depends on the model: {label} costs {Percent(least.Percent)} on {least.Model} and {Percent(most.Percent)} on {most.Model}.");
    }

    private static ImmutableArray<(double Percent, string Model)> Measured(WeightFormat format) =>
        [.. format.Quality.Where(measure => measure.PerplexityIncreasePercent is not null).Select(measure => (measure.PerplexityIncreasePercent!.Value, measure.Model)).OrderBy(measure => measure.Item1)];

    /// <summary>From the least to the most that was measured: <c>+1.2–2.8 %</c>.</summary>
    private static string Loss(WeightFormat format) => Measured(format) switch
    {
        [] => GuideWords.None,
        [var only] => Percent(only.Percent),
        [var least, .., var most] => $"+{Figure(least.Percent)}–{Figure(most.Percent)} %",
    };

    private static string Percent(double percent) => $"+{Figure(percent)} %";

    private static string Figure(double percent) => percent.ToString(percent < 0.1 ? "0.00" : "0.0", CultureInfo.CurrentCulture);

    private static string Short(WeightFormat format) => format.Label.Split(" (", 2)[0] is { Length: > 4 } name ? name : format.Label;
}
