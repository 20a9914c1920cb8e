using VramBot.Commands.Handlers;
using VramBot.Core.Estimation;
using VramBot.Core.Fitting;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Replies.Training;

/// <summary>Words the estimate of a training run: the number as the card will show it, when it is reached, what else would fit, what to change.</summary>
internal static class TrainingReply
{
    /// <summary>The answer as a document.</summary>
    public static Reply Of(VramAnswer answer) => new(TitleOf(answer.Estimate.Request))
    {
        Mark = answer.Own is { } own ? VramReply.MarkOf(own.Verdict) : LineMark.None,
        Headline = answer.Own is { } fit ? OwnCards(fit) : Needs(answer.Estimate),
        Sections = [.. Sections(answer)],
        Footer = TrainingFooter.Of(answer),
    };

    /// <summary>The request in its normal form: <c>Llama-3.1-8B · QLoRA nf4, rank 16, all linear · 2,048 tokens × 1</c>.</summary>
    public static string TitleOf(EstimateRequest request)
    {
        var accumulated = request.Training!.Accumulation > 1 ? Tr($", {request.Training.Accumulation} accumulated") : string.Empty;
        return $"{request.Model.Name} · {RunWords.MethodOf(request)} · {Tr($"{Figures.Tokens(request.Context)} tokens × {request.Sequences}")}{accumulated}";
    }

    private static string Needs(Estimate estimate)
    {
        var size = $"{Figures.Gibibytes(estimate.Total)} GiB";
        return $"{size} {VramReply.OnGpus(estimate.Request)} ({Figures.Gibibytes(estimate.Low)}–{Figures.Gibibytes(estimate.High)}), {By(estimate.Request)}";
    }

    private static string OwnCards(GpuFit fit)
    {
        var estimate = fit.Estimate;
        return fit.Verdict switch
        {
            FitVerdict.Fits => Tr($"Yes: {CardWords.Taken(fit)}, {By(estimate.Request)}"),
            FitVerdict.Tight => Tr($"Yes, but tight: {CardWords.Taken(fit)}, {By(estimate.Request)}; it may take up to {Figures.Gibibytes(estimate.High)} GiB"),
            _ => Tr($"No, it does not fit: {Figures.Gibibytes(Bytes.Zero - fit.Free)} GiB short {CardWords.On(fit)} ({CardWords.Sizes(fit)}), {By(estimate.Request)}"),
        };
    }

    private static string By(EstimateRequest request) => RunWords.ShardingOf(request) is { } sharding ? Tr($"trained by {request.Engine} with {sharding}") : Tr($"trained by {request.Engine}");

    private static IEnumerable<ReplySection> Sections(VramAnswer answer)
    {
        var estimate = answer.Estimate;
        yield return new ReplySection.Bars([.. VramReply.Rows(estimate)]);
        foreach (var line in PeakLines.Of(estimate))
            yield return new ReplySection.Paragraph(line);
        foreach (var section in BudgetSection.Of(answer))
            yield return section;
        if (answer.Question.ListsAllGpus)
        {
            foreach (var list in GpuLists.All(answer))
                yield return list;
            yield break;
        }

        if (answer.Own is { } own)
        {
            if (LimitLines.Of(TrainingLimits.Of(own)) is { } limits)
                yield return new ReplySection.Paragraph(limits);
        }
        else
        {
            yield return TrainingCards.Of(answer);
            if (TrainingCards.Table(answer) is { } table)
                yield return table;
        }

        if (TrainingAdvice.Of(answer) is { } advice)
            yield return advice;
        foreach (var note in TrainingNotes.Of(answer))
            yield return new ReplySection.Paragraph(note);
    }

}
