using System.Collections.Immutable;
using VramBot.Commands.Grammar;
using VramBot.Commands.Guide;
using VramBot.Commands.Handlers;
using VramBot.Commands.Replies;
using VramBot.Commands.Replies.Controls;
using VramBot.Commands.Replies.Files;
using VramBot.Commands.Replies.Images;
using VramBot.Commands.Replies.Planning;
using VramBot.Commands.Replies.Rules;
using VramBot.Core;
using VramBot.Core.Catalogs;
using VramBot.Core.Languages;

namespace VramBot.Commands;

/// <summary>The one way from a line to an answer; every platform hands its lines in here.</summary>
public sealed class CommandDesk(Catalog catalog)
{
    private const int MostCorrections = 4;

    private readonly LineReader lines = new(catalog.Models, catalog.Images);
    private readonly VramReader values = new(catalog);
    private readonly VramHandler vram = new(catalog);
    private readonly ImageHandler images = new(catalog);
    private readonly FilesHandler files = new(catalog);
    private readonly FitHandler fit = new(catalog);
    private readonly CompareHandler compare = new(catalog);
    private readonly PlanHandler plan = new(catalog);
    private readonly GuideHandler guide = new(catalog);
    private readonly SearchHandler search = new(catalog);
    private readonly GpuBudgetHandler budgets = new(catalog);
    private readonly VramControls controls = new(catalog);

    /// <summary>Answers a line, whatever it is. A line that is offered instead of a bad one has been tried: it is answered.</summary>
    /// <param name="line">The line.</param>
    /// <param name="language">The person's own language, where the platform says it; a line that names one goes before.</param>
    public Answer Ask(string line, Language? language = null)
    {
        ArgumentNullException.ThrowIfNull(line);
        var asked = LineLanguage.Of(line);
        var spoken = asked ?? language ?? Language.English;
        using var speaking = spoken.Spoken();
        var answer = Tried(line).In(spoken);
        return asked is null ? answer : answer.Asking(asked);
    }

    /// <summary>The repositories that a line names and the catalog does not have, so that their own files can be read; null when it names none.</summary>
    public NamedRepositories? RepositoriesOf(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return NamedRepositories.In(line, lines, catalog);
    }

    /// <summary>The answer that says why a line cannot be answered, in its language, with what else is wrong in it. Lines that are offered instead are tried, but for those that name such repositories.</summary>
    /// <param name="line">The line.</param>
    /// <param name="language">The person's own language, where the platform says it.</param>
    /// <param name="problems">What stands in the way.</param>
    public Answer Refuse(string line, Language? language, ImmutableArray<Problem> problems)
    {
        ArgumentNullException.ThrowIfNull(line);
        var spoken = LineLanguage.Of(line) ?? language ?? Language.English;
        using var speaking = spoken.Spoken();
        var tried = problems.SelectMany(problem => RepositoriesOf(problem.Try) is null ? AskOnce(problem.Try).Problems.Prepend(problem).Select(each => each with { Try = Answered(problem.Try) }) : [problem]).ToImmutableArray();
        return new Answer(ProblemReply.Of(tried)) { Problems = tried }.In(spoken);
    }

    private Answer Tried(string line)
    {
        var answer = AskOnce(line);
        if (answer.Problems.Length == 0)
            return answer;
        var tried = answer.Problems.Select(problem => problem with { Try = Answered(problem.Try) }).ToImmutableArray();
        return new(ProblemReply.Of(tried)) { Problems = tried };
    }

    /// <summary>The line when it is answered, else the one that is offered instead of it, and so on: what one correction uncovers, the next one mends.</summary>
    private string Answered(string line)
    {
        for (var step = 0; step < MostCorrections && AskOnce(line).Problems is { Length: > 0 } problems; step++)
            line = problems[0].Try;
        return line;
    }

    private Answer AskOnce(string line)
    {
        var problems = new List<Problem>();
        var typed = lines.Read(line, problems);
        typed = LineLanguage.Without(typed, problems);
        if (typed is null || problems.Count > 0)
            return Rejected(typed, problems);
        if (images.IsFor(typed))
            return Worded(images.Handle(typed), answer => new(ImageReply.Of(answer)) { Json = () => ImageJson.Of(answer) });
        if (typed.Command == CommandBook.Vram && files.IsFor(typed))
            return Worded(files.Handle(typed), answer => new(FilesReply.Of(answer)) { Json = () => FilesJson.Of(answer) });
        if (typed.Command == CommandBook.Vram)
            return Worded(vram.Handle(typed), Of);
        if (typed.Command == CommandBook.Fit)
            return Worded(fit.Handle(typed), answer => new(FitReply.Of(answer)) { Json = () => FitJson.Of(answer) });
        if (typed.Command == CommandBook.Compare)
            return Worded(compare.Handle(typed), answer => new(CompareReply.Of(answer)) { Json = () => CompareJson.Of(answer) });
        if (typed.Command == CommandBook.Gpus && typed["budget"] is not null)
            return Worded(budgets.Handle(typed), reply => new(reply));
        if (typed.Command == CommandBook.Plan)
            return Worded(plan.Handle(typed), answer => new(PlanReply.Of(answer)) { Json = () => PlanJson.Of(answer) });
        if (typed.Command == CommandBook.Glossary)
            return Worded(GlossaryHandler.Handle(typed), reply => new(reply));
        if (typed.Command == CommandBook.Guide)
            return Worded(guide.Handle(typed), reply => new(reply) { Controls = () => GuideHandler.Controls(reply) });
        return new(typed.Command == CommandBook.Help ? HelpHandler.Handle(typed) : search.Handle(typed));
    }

    private Answer Of(VramAnswer answer)
    {
        if (answer.Rule is { } rule)
            return new(RuleReply.Of(answer, rule)) { Vram = answer, Json = () => RuleJson.Of(answer, rule) };
        if (!answer.Batches.IsEmpty)
            return new(BatchReply.Of(answer)) { Vram = answer, Json = () => EstimateJson.Of(answer) };
        var reply = VramReply.Of(answer);
        return new(reply) { Vram = answer, Json = () => EstimateJson.Of(answer), Controls = () => controls.Of(answer, reply) };
    }

    private static Answer Worded<T>(Result<T> result, Func<T, Answer> word) => result switch
    {
        Result<T>.Ok(var answer) => word(answer),
        Result<T>.Rejected(var problems) => new(ProblemReply.Of(problems)) { Problems = problems },
        _ => throw new InvalidOperationException("A result is either an answer or a rejection."),
    };

    /// <summary>All problems of a line whose words could not all be placed: those of its values too, and a line without any.</summary>
    private Answer Rejected(TypedLine? typed, List<Problem> problems)
    {
        if (typed is not null && images.IsFor(typed))
            return RejectedImage(typed, problems);
        if (typed?.Command == CommandBook.Vram)
            values.Read(typed, problems);
        else if (typed?.Command == CommandBook.Compare)
            problems.AddRange(compare.Problems(typed));
        else if (typed?.Command == CommandBook.Plan)
            plan.Check(typed, problems);
        else if (typed?.Command == CommandBook.Fit)
            problems.AddRange(fit.Problems(typed));
        else if (typed?.Command == CommandBook.Guide)
            problems.AddRange(guide.Problems(typed));
        var corrected = typed is null || typed.Command == CommandBook.Vram ? values.Correct(typed) : typed.Command == CommandBook.Plan ? plan.WorkingLine(typed) : typed.ToString();
        var complete = problems.Select(problem => problem.Try.Length > 0 ? problem : problem with { Try = corrected });
        return new(ProblemReply.Of([.. complete])) { Problems = [.. complete] };
    }

    /// <summary>The same of a line about an image model: what could be read of it may be right, and then it is the line to try.</summary>
    private Answer RejectedImage(TypedLine typed, List<Problem> problems)
    {
        if (images.Handle(typed) is Result<ImageAnswer>.Rejected(var others))
            problems.AddRange(others);
        var corrected = problems.Find(problem => problem.Try.Length > 0)?.Try ?? typed.ToString();
        var complete = problems.Select(problem => problem.Try.Length > 0 ? problem : problem with { Try = corrected });
        return new(ProblemReply.Of([.. complete])) { Problems = [.. complete] };
    }
}
