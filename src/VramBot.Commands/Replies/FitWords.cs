using VramBot.Commands.Handlers;
using VramBot.Commands.Replies.Training;
using VramBot.Core.Estimation;
using VramBot.Core.Fitting;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Replies;

/// <summary>The sentences around what runs on a card.</summary>
internal static class FitWords
{
    /// <summary>The one to begin with: the best model, or the best format of the one model that fits.</summary>
    public static FitRow? First(FitAnswer answer) => answer.Groups.FirstOrDefault() is { } group
        ? group.Rows.Where(row => row.Found.Fit.Verdict != FitVerdict.DoesNotFit).OrderBy(row => group.Kind == FitGroupKind.Formats ? row.Found.Fit.Verdict : FitVerdict.Fits).FirstOrDefault()
        : null;

    /// <summary>The card, and what is the same for all rows.</summary>
    public static string Title(FitAnswer answer)
    {
        var asked = answer.Question.Asked;
        var task = asked.Training is { } run ? $" · {TaskOf(answer, run)}" : string.Empty;
        var context = asked.Training is null ? asked.Context ?? new(FitRequests.DefaultContext) : asked.Context ?? new(Core.Estimation.Training.TrainingRun.DefaultLength);
        var users = asked.Users is > 1 and var count ? asked.Training is null ? Tr($" × {count} users") : Tr($" × {count} samples") : string.Empty;
        return $"{What(answer)}{task} · {Tr($"{Figures.Tokens(context)} tokens")}{users}";
    }

    /// <summary>The answer in a sentence.</summary>
    public static string Headline(FitAnswer answer, FitRow? first)
    {
        if (first is null)
            return Nothing(answer);
        var (fit, request) = (first.Found.Fit, first.Found.Fit.Estimate.Request);
        var tight = fit.Verdict == FitVerdict.Tight ? Tr(", but tight") : string.Empty;
        var most = first.MaxContext is not { } context ? string.Empty : request.Training is null ? VramReply.UpTo(context, request) : SampleUpTo(context);
        var speed = first.Speed is not { } rate ? string.Empty
            : request.Sequences > 1 ? Tr($", {SpeedLine.Range(rate.PerSequence)} tokens/s each") : $", {SpeedLine.Range(rate.PerSequence)} tokens/s";
        return $"{Best(answer, first.Found.Model, request)}{tight}: {CardWords.Amounts(fit)}{most}{speed}";
    }

    /// <summary>How long a sample may be: <c>, up to 4,608 tokens a sample</c>.</summary>
    public static string SampleUpTo(TokenCount length) => Tr($", up to {Figures.TokensRounded(length)} tokens a sample");

    /// <summary>The heading of a group.</summary>
    public static string Heading(FitAnswer answer, FitGroupKind kind) => kind switch
    {
        FitGroupKind.Fast => Tr("Twice as fast, or more"),
        FitGroupKind.Code => Tr("For code"),
        FitGroupKind.Found => Tr($"Found for “{string.Join(' ', answer.Question.Words)}”, by size and age"),
        FitGroupKind.Formats => Tr("Its formats"),
        _ => Tr("Best by size and age"),
    };

    /// <summary>A model's name without how it was tuned.</summary>
    public static string NameOf(Core.Catalogs.ModelEntry model) => CompareLabels.Plain(model.Name);

    /// <summary>How the rows were chosen and what their figures mean.</summary>
    public static IEnumerable<string> Notes(FitAnswer answer)
    {
        foreach (var note in QuestionNotes.Of(answer.Question.Asked))
            yield return note;
        if (answer.Groups.Length == 0)
            yield break;
        if (answer.Question.Model is not null && FormatQuality.Note(answer.Rows.Select(row => row.Found.Fit.Estimate.Request.Weights)) is { } losses)
            yield return losses;
        if (answer.Question.Model is null)
            yield return $"{WorthWords.Order} {(answer.Question.Asked.Training is null ? Tr("One of each line of models is shown, in the best format of four bits or more that leaves room.") : Tr("One of each line of models is shown."))}";
        if (answer.Rows.Any(row => row.Speed is not null))
            yield return SpeedLine.Meaning;
    }

    /// <summary>The engine and what else holds for all.</summary>
    public static string Footer(FitAnswer answer)
    {
        var requests = answer.Rows.Select(row => row.Found.Fit.Estimate.Request).ToList();
        var caches = requests.Select(VramReply.CacheName).Distinct(StringComparer.Ordinal).ToList();
        string?[] said =
        [
            answer.Engine.ToString(),
            answer.Question.Asked.Training is null && caches is [var cache] ? Tr($"{cache} cache") : null,
            answer.Question.Asked.Training is null && (answer.Question.Asked.Users ?? 1) == 1 ? Tr("1 user") : null,
            requests.FirstOrDefault() is { Training: { } } run ? RunWords.MethodOf(run) : null,
            Tr("fits: the upper end of the estimate leaves 5 % of the card free"),
        ];
        return string.Join(" · ", said.OfType<string>());
    }

    private static string TaskOf(FitAnswer answer, Grammar.TrainingQuestion run) =>
        answer.Rows.FirstOrDefault()?.Found.Fit.Estimate.Request.Training is { } known ? RunWords.TaskOf(known) : Grammar.ValueProblems.NameOf(run.Task);

    private static string Nothing(FitAnswer answer)
    {
        if (answer.Question.Model is not null && answer.Groups.FirstOrDefault()?.Rows.MaxBy(row => row.Found.Fit.Free.Count) is { } nearest)
            return Tr($"None of its formats fits: {nearest.Found.Fit.Estimate.Request.Weights.Label} is {Figures.Gibibytes(Bytes.Zero - nearest.Found.Fit.Free)} GiB short");
        var what = answer.Question.Words.Length > 0 ? Tr($"Nothing that is found for “{string.Join(' ', answer.Question.Words)}” fits") : Tr("Nothing fits");
        return answer.Smallest is { } smallest
            ? Tr($"{what}: the smallest, {NameOf(smallest.Model)} at {smallest.Fit.Estimate.Request.Weights.Label}, needs {Figures.Gibibytes(smallest.Fit.Estimate.Total)} GiB, and {Has(smallest.Fit)}")
            : what;
    }

    private static string Has(GpuFit fit)
    {
        var usable = Figures.Gibibytes(fit.Usable);
        return fit.Count == 1 ? Tr($"the {GpuNames.Of(fit.Gpu)} has {usable}") : fit.Rig.IsMixed ? Tr($"the cards have {usable}") : Tr($"each {GpuNames.Of(fit.Gpu)} has {usable}");
    }

    private static string What(FitAnswer answer)
    {
        var (cards, isOne) = (GpuNames.Of(answer.Question.Cards.Rig), answer.Question.Cards.Count == 1);
        return answer.Question.Model is { Entry.Name: var model }
            ? isOne ? Tr($"{model} on the {cards}") : Tr($"{model} on {cards}")
            : isOne ? Tr($"What runs on the {cards}") : Tr($"What runs on {cards}");
    }

    private static string Best(FitAnswer answer, Core.Catalogs.ModelEntry model, EstimateRequest request) => (answer.Question.Model, request.Training) switch
    {
        (null, null) => Tr($"{NameOf(model)} at {request.Weights.Label} is the best that fits, by size and age"),
        (null, _) => Tr($"{NameOf(model)} is the best that fits, by size and age"),
        (_, null) => Tr($"{request.Weights.Label} is the best format that fits"),
        _ => Tr("It fits"),
    };
}
