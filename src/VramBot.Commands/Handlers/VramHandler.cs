using System.Globalization;
using VramBot.Commands.Grammar;
using VramBot.Core;
using VramBot.Core.Catalogs;
using VramBot.Core.Costs;
using VramBot.Core.Estimation;
using VramBot.Core.Estimation.Training;
using VramBot.Core.Fitting;
using VramBot.Core.Gpus;
using VramBot.Core.RulesOfThumb;

namespace VramBot.Commands.Handlers;

/// <summary>Answers <c>/vram</c>.</summary>
public sealed class VramHandler(Catalog catalog)
{
    private readonly RequestBuilder builder = new(catalog);
    private readonly VramReader reader = new(catalog);

    /// <summary>The answer, or all problems of the line, each with a line that works.</summary>
    public Result<VramAnswer> Handle(TypedLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return reader.Read(line) switch
        {
            Result<VramQuestion>.Ok(var question) => Answer(line, question) switch
            {
                Result<VramAnswer>.Rejected(var problems) => new Result<VramAnswer>.Rejected([.. problems.Select(problem => problem with { Try = WorkingLine(line, problem) })]),
                var answer => answer,
            },
            Result<VramQuestion>.Rejected(var problems) => new Result<VramAnswer>.Rejected(problems),
            _ => throw new InvalidOperationException("A result is either an answer or a rejection."),
        };
    }

    private Result<VramAnswer> Answer(TypedLine line, VramQuestion question) => builder.Build(question) switch
    {
        Result<EstimateRequest>.Ok(var request) => ByRules(line, Answer(line, question, request)),
        Result<EstimateRequest>.Rejected(var problems) => new Result<VramAnswer>.Rejected(problems),
        _ => throw new InvalidOperationException("A result is either an answer or a rejection."),
    };

    /// <summary>The rule of thumb that was asked for beside the estimate.</summary>
    private static Result<VramAnswer> ByRules(TypedLine line, Result<VramAnswer> result) => result is not Result<VramAnswer>.Ok({ Question.Rules: { } book } answer)
        ? result
        : RuleEstimator.Of(book, answer.Estimate, line["kv"] is not null, answer.Question.Training?.Checkpointing is not (null or Checkpointing.None)) switch
        {
            Result<RuleEstimate>.Ok(var rule) => answer with { Rule = rule },
            Result<RuleEstimate>.Rejected(var problems) => new Result<VramAnswer>.Rejected(problems),
            _ => throw new InvalidOperationException("A result is either an answer or a rejection."),
        };

    private Result<VramAnswer> Answer(TypedLine line, VramQuestion question, EstimateRequest request)
    {
        if (question.Gpu is not { } selection)
        {
            return Estimator.Estimate(request) switch
            {
                Result<Estimate>.Ok(var estimate) => Around(line, question, estimate, null),
                Result<Estimate>.Rejected(var rejected) => new Result<VramAnswer>.Rejected(rejected),
                _ => throw new InvalidOperationException("A result is either an answer or a rejection."),
            };
        }

        if (question.FindsOffload)
            return WithOffload(line, request, selection);
        if (question.FindsUsers)
            return WithUsers(line, question, request, selection);
        return Laid(request, question, RigOf(request, selection)) switch
        {
            Result<GpuFit>.Ok(var fit) => Around(line, question, fit.Estimate, fit),
            Result<GpuFit>.Rejected(var rejected) => new Result<VramAnswer>.Rejected(rejected),
            _ => throw new InvalidOperationException("A result is either an answer or a rejection."),
        };
    }

    /// <summary>The answer to the line that says what <c>auto</c> stands for; an engine that was chosen because of it stays.</summary>
    private Result<VramAnswer> WithOffload(TypedLine line, EstimateRequest request, GpuSelection selection)
    {
        var found = HostOffloadLimit.Least(request, RigOf(request, selection));
        var said = line.With("offload", found?.ToString()).With("engine", line["engine"] ?? request.Engine.Engine.Id);
        return reader.Read(said) switch
        {
            Result<VramQuestion>.Ok(var question) => Answer(said, question) switch
            {
                Result<VramAnswer>.Ok(var answer) => answer with { Question = question with { OffloadAssumption = OffloadWords.Of(found, answer.Own?.Verdict) } },
                var rejected => rejected,
            },
            Result<VramQuestion>.Rejected(var problems) => new Result<VramAnswer>.Rejected(problems),
            _ => throw new InvalidOperationException("A result is either an answer or a rejection."),
        };
    }

    /// <summary>The answer to the line that says how many <c>max</c> is on these cards.</summary>
    private Result<VramAnswer> WithUsers(TypedLine line, VramQuestion question, EstimateRequest request, GpuSelection selection)
    {
        var most = Laid(request, question, RigOf(request, selection)) is Result<GpuFit>.Ok(var fit) ? BatchTable.Most(fit) : null;
        var said = line.With("users", (most ?? 1).ToString(CultureInfo.InvariantCulture));
        return Answer(said, question with { FindsUsers = false, Users = most ?? 1 }) switch
        {
            Result<VramAnswer>.Ok(var answer) => answer with { Question = answer.Question with { UsersAssumption = MostUsersWords.Of(most, request, selection) } },
            var rejected => rejected,
        };
    }

    private VramAnswer Around(TypedLine line, VramQuestion question, Estimate estimate, GpuFit? own) => new(
        line,
        question,
        estimate,
        own,
        new(() => FitFinder.FindAll(estimate.Request, catalog.Gpus.All)),
        Advisor.Suggest(estimate, own, catalog))
    {
        Budget = question.Budget is { } dollars ? HardwareBudget.Of(estimate.Request, dollars, question.Weights is not null, question.Engine is not null, catalog) : null,
        MicroBatches = estimate.Request.Training is null || own is not null || question.FindsUsers ? [] : MicroBatchTable.Of(estimate.Request, catalog),
        Batches = question.FindsUsers && own is null ? BatchTable.Of(estimate.Request, catalog) : [],
    };

    /// <summary>How it sits on the person's cards; copies of a run that are too large for them are divided, unless it was said how they share it.</summary>
    internal static Result<GpuFit> Laid(EstimateRequest request, VramQuestion question, Rig rig)
    {
        var asked = FitFinder.Find(request, rig);
        return question.Training is { Sharding: null } && asked is Result<GpuFit>.Ok { Value.Verdict: FitVerdict.DoesNotFit } ? FitFinder.Find(DataParallelLayout.On(request, rig.Count), rig) : asked;
    }

    /// <summary>The person's cards, or as many of the one named as the layout takes.</summary>
    internal static Rig RigOf(EstimateRequest request, GpuSelection selection) =>
        request.Parallelism.Gpus > selection.Count ? Rig.Of(selection.Gpu, request.Parallelism.Gpus) : selection.Rig;

    /// <summary>The line with as few options left out as make it work.</summary>
    private string WorkingLine(TypedLine line, Problem problem)
    {
        string[][] leftOut = [["tp"], ["pp"], ["tp", "pp"], ["engine"], ["precision"], ["gpu"], ["kv"], ["draft"], ["offload"], ["flags"], ["ep"], ["optimizer"], ["method"], ["users"], ["tp", "ep"], ["engine", "precision"], ["engine", "gpu"], ["engine", "flags"], ["precision", "gpu", "engine", "tp", "pp", "ep", "flags"]];
        if (problem.Code == "layout.heads" && NearestLayout(line) is { } nearest)
            return nearest;
        if ((line["offload"] is not null || line["gpu"]?.Contains('+', StringComparison.Ordinal) == true) && Works(line.With("engine", "llama.cpp")) is { } onLlamaCpp)
            return onLlamaCpp;
        foreach (var options in leftOut)
        {
            var shorter = options.Aggregate(line, (shortened, option) => shortened.With(option, null));
            if (shorter.Options.Length < line.Options.Length && Works(shorter) is { } working)
                return working;
        }

        return CommandBook.Vram.Examples[0];
    }

    /// <summary>The line with as many tensor-parallel ranks as come nearest to those that are not possible.</summary>
    private string? NearestLayout(TypedLine line)
    {
        if (Numbers.Count(line["tp"] ?? string.Empty) is not ({ } ranks and <= VramReader.MostCards))
            return null;
        var cards = reader.Read(line) is Result<VramQuestion>.Ok(var question) ? question.Gpu?.Count ?? question.Cards ?? 1 : 1;
        return Enumerable.Range(1, VramReader.MostCards).Where(tensor => cards == 1 || cards % tensor == 0).OrderBy(tensor => Math.Abs(tensor - ranks)).ThenBy(tensor => tensor)
            .Select(tensor => Works(line.With("tp", Layout(tensor)).With("pp", cards > 1 ? Layout(cards / tensor) : line["pp"]))).FirstOrDefault(works => works is not null);

        static string? Layout(int ranks) => ranks == 1 ? null : ranks.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The line, when it is answered.</summary>
    private string? Works(TypedLine line) =>
        reader.Read(line) is Result<VramQuestion>.Ok(var question) && Answer(line, question) is Result<VramAnswer>.Ok ? line.ToString() : null;
}
