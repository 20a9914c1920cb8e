using VramBot.Commands.Handlers;
using VramBot.Commands.Replies.Training;
using VramBot.Core.Estimation;
using VramBot.Core.Fitting;
using VramBot.Core.Units;

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
        var users = asked.Users is > 1 and var count ? $" × {count} {(asked.Training is null ? "users" : "samples")}" : string.Empty;
        var what = answer.Question.Model is { } model ? $"{model.Entry.Name} on {On(answer)}" : $"What runs on {On(answer)}";
        return $"{what}{task} · {Figures.Tokens(context)} tokens{users}";
    }

    /// <summary>The answer in a sentence.</summary>
    public static string Headline(FitAnswer answer, FitRow? first)
    {
        if (first is null)
            return Nothing(answer);
        var (fit, request) = (first.Found.Fit, first.Found.Fit.Estimate.Request);
        var name = answer.Question.Model is null ? request.Training is null ? $"{NameOf(first.Found.Model)} at {request.Weights.Label}" : NameOf(first.Found.Model) : request.Training is null ? request.Weights.Label : "It";
        var best = answer.Question.Model is null ? "is the best that fits, by size and age" : request.Training is null ? "is the best format that fits" : "fits";
        var tight = fit.Verdict == FitVerdict.Tight ? ", but tight" : string.Empty;
        var most = first.MaxContext is { } context ? $", up to {Figures.TokensRounded(context)} tokens{(request.Training is null ? request.Sequences > 1 ? " each" : string.Empty : " a sample")}" : string.Empty;
        var speed = first.Speed is { } rate ? $", {SpeedLine.Range(rate.PerSequence)} tokens/s{(request.Sequences > 1 ? " each" : string.Empty)}" : string.Empty;
        return $"{name} {best}{tight}: {CardWords.Amounts(fit)}{most}{speed}";
    }

    /// <summary>The heading of a group.</summary>
    public static string Heading(FitAnswer answer, FitGroupKind kind) => kind switch
    {
        FitGroupKind.Fast => "Twice as fast, or more",
        FitGroupKind.Code => "For code",
        FitGroupKind.Found => $"Found for “{string.Join(' ', answer.Question.Words)}”, by size and age",
        FitGroupKind.Formats => "Its formats",
        _ => "Best by size and age",
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
            yield return $"{WorthWords.Order} One of each line of models is shown{(answer.Question.Asked.Training is null ? ", in the best format of four bits or more that leaves room" : string.Empty)}.";
        if (answer.Rows.Any(row => row.Speed is not null))
            yield return SpeedLine.Meaning;
    }

    /// <summary>The engine and what else holds for all.</summary>
    public static string Footer(FitAnswer answer)
    {
        var requests = answer.Rows.Select(row => row.Found.Fit.Estimate.Request).ToList();
        var caches = requests.Select(request => request.Keys.Id == request.Values.Id ? request.Keys.Id : $"{request.Keys.Id}/{request.Values.Id}").Distinct(StringComparer.Ordinal).ToList();
        string?[] said =
        [
            answer.Engine.ToString(),
            answer.Question.Asked.Training is null && caches is [var cache] ? $"{cache} cache" : null,
            answer.Question.Asked.Training is null && (answer.Question.Asked.Users ?? 1) == 1 ? "1 user" : null,
            requests.FirstOrDefault() is { Training: { } } run ? RunWords.MethodOf(run) : null,
            "fits: the upper end of the estimate leaves 5 % of the card free",
        ];
        return string.Join(" · ", said.OfType<string>());
    }

    private static string TaskOf(FitAnswer answer, Grammar.TrainingQuestion run) =>
        answer.Rows.FirstOrDefault()?.Found.Fit.Estimate.Request.Training is { } known ? RunWords.TaskOf(known) : Grammar.ValueProblems.NameOf(run.Task);

    private static string Nothing(FitAnswer answer)
    {
        if (answer.Question.Model is not null && answer.Groups.FirstOrDefault()?.Rows.MaxBy(row => row.Found.Fit.Free.Count) is { } nearest)
            return $"None of its formats fits: {nearest.Found.Fit.Estimate.Request.Weights.Label} is {Figures.Gibibytes(Bytes.Zero - nearest.Found.Fit.Free)} GiB short";
        var what = answer.Question.Words.Length > 0 ? $"Nothing that is found for “{string.Join(' ', answer.Question.Words)}” fits" : "Nothing fits";
        return answer.Smallest is { } smallest
            ? $"{what}: the smallest, {NameOf(smallest.Model)} at {smallest.Fit.Estimate.Request.Weights.Label}, needs {Figures.Gibibytes(smallest.Fit.Estimate.Total)} GiB, and {Has(smallest.Fit)} {Figures.Gibibytes(smallest.Fit.Usable)}"
            : what;
    }

    private static string Has(GpuFit fit) => fit.Count == 1 ? $"the {GpuNames.Of(fit.Gpu)} has" : fit.Rig.IsMixed ? "the cards have" : $"each {GpuNames.Of(fit.Gpu)} has";

    private static string On(FitAnswer answer) => answer.Question.Cards.Count == 1 ? $"the {GpuNames.Of(answer.Question.Cards.Gpu)}" : GpuNames.Of(answer.Question.Cards.Rig);
}
