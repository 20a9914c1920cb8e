using System.Globalization;
using VramBot.Commands.Replies;
using VramBot.Core.Estimation;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Guide.Topics;

/// <summary>The five mistakes that guides warn of, each in numbers of one model.</summary>
internal sealed class MistakesTopic : ITopic
{
    private const string Usual = "llama-3.1-8b";
    private const string Experts = "mixtral-8x7b";

    /// <inheritdoc/>
    public Reply Answer(GuideQuestion question, GuideDesk desk)
    {
        var model = question.Model ?? Usual;
        if (desk.Of(GuideLine.Vram(model, ("precision", "fp16"))) is not { } figure)
            return new(Tr("Common mistakes"));
        return new($"{Tr("Common mistakes")} · {FitWords.NameOf(figure.Model)}")
        {
            Headline = Tr($"“{figure.Estimate.Parameters} × 2 bytes” is {Figures.Gibibytes(Bytes.FromBytes(2 * figure.Estimate.Parameters.Count))} GiB; in fp16 it takes {GuideWords.Gib(figure)} with 4,096 tokens, and more with users, context or training"),
            Sections =
            [
                .. GuideWords.Lines(string.Empty, Lines(model, figure, desk), isNumbered: true),
                GuideWords.Ask(GuideLine.Topic("anatomy", question.Model), GuideLine.Topic("signals")),
            ],
            Footer = Tr($"{figure.Estimate.Request.Engine} · 1 user, 4,096 tokens where nothing else is said"),
        };
    }

    private static IEnumerable<ReplyLine> Lines(string model, GuideFigure figure, GuideDesk desk)
    {
        var estimate = figure.Estimate;
        var most = Text(Math.Min(32768, figure.Model.MaxContext.Count));
        if (desk.Of(figure.Line.With("ctx", most)) is { } longer)
            yield return GuideWords.Line(Tr($"Forgetting the cache: {Figures.Gibibytes(ComparedParts.Kept(longer.Estimate))} GiB beside the weights for one sequence of {Figures.Tokens(longer.Estimate.Request.Context)} tokens"), longer.Command);
        if (desk.Of(figure.Line.With("users", "4")) is { } four && desk.Of(figure.Line.With("users", "16")) is { } sixteen)
            yield return GuideWords.Line(Tr($"Forgetting the batch: {GuideWords.Gib(figure)} GiB for one user, {GuideWords.Gib(four)} for 4, {GuideWords.Gib(sixteen)} for 16"), sixteen.Command);
        if (desk.Of(GuideLine.Vram(model, ("task", "full"))) is { } full)
            yield return GuideWords.Line(Tr($"Taking training for inference: {GuideWords.Gib(full)} GiB to train all of it, {full.Estimate.Total.TotalGibibytes / estimate.Total.TotalGibibytes:0.0} times as much"), full.Command);
        var rest = estimate.Total - estimate[PartKind.Weights] - ComparedParts.Kept(estimate);
        yield return GuideWords.Line(Tr($"Forgetting the engine: {Figures.Gibibytes(rest)} GiB for context, graphs and buffers, whatever the model's size. A card gives less than its box says, too"), figure.Command);
        var experts = estimate.ActiveParameters.Count < estimate.Parameters.Count ? figure : desk.Of(GuideLine.Vram(Experts, ("precision", "fp16")));
        if (experts is { Estimate: { } all })
            yield return GuideWords.Line(Tr($"Counting active parameters: of {FitWords.NameOf(experts.Model)} {all.ActiveParameters} of {all.Parameters} work on a token, yet {GuideWords.Gib(experts)} GiB are loaded"), experts.Command);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
