using VramBot.Commands.Grammar;
using VramBot.Core;
using VramBot.Core.Catalogs;
using VramBot.Core.Costs;
using VramBot.Core.Estimation;
using VramBot.Core.Fitting;
using VramBot.Core.Gpus;

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
                Result<VramAnswer>.Rejected(var problems) => new Result<VramAnswer>.Rejected([.. problems.Select(problem => problem with { Try = WorkingLine(line) })]),
                var answer => answer,
            },
            Result<VramQuestion>.Rejected(var problems) => new Result<VramAnswer>.Rejected(problems),
            _ => throw new InvalidOperationException("A result is either an answer or a rejection."),
        };
    }

    private Result<VramAnswer> Answer(TypedLine line, VramQuestion question) => builder.Build(question) switch
    {
        Result<EstimateRequest>.Ok(var request) => Answer(line, question, request),
        Result<EstimateRequest>.Rejected(var problems) => new Result<VramAnswer>.Rejected(problems),
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
        return Laid(request, question, selection.Gpu, Math.Max(selection.Count, request.Parallelism.Gpus)) switch
        {
            Result<GpuFit>.Ok(var fit) => Around(line, question, fit.Estimate, fit),
            Result<GpuFit>.Rejected(var rejected) => new Result<VramAnswer>.Rejected(rejected),
            _ => throw new InvalidOperationException("A result is either an answer or a rejection."),
        };
    }

    /// <summary>The answer to the line that says what <c>auto</c> stands for; an engine that was chosen because of it stays.</summary>
    private Result<VramAnswer> WithOffload(TypedLine line, EstimateRequest request, GpuSelection selection)
    {
        var found = HostOffloadLimit.Least(request, selection.Gpu, Math.Max(selection.Count, request.Parallelism.Gpus));
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

    private VramAnswer Around(TypedLine line, VramQuestion question, Estimate estimate, GpuFit? own) => new(
        line,
        question,
        estimate,
        own,
        FitFinder.FindAll(estimate.Request, catalog.Gpus.All),
        Advisor.Suggest(estimate, own, catalog))
    {
        Budget = question.Budget is { } dollars ? HardwareBudget.Of(estimate.Request, dollars, question.Weights is not null, question.Engine is not null, catalog) : null,
        MicroBatches = estimate.Request.Training is null || own is not null ? [] : MicroBatchTable.Of(estimate.Request, catalog),
    };

    /// <summary>How it sits on the person's cards; copies of a run that are too large for them are divided, unless it was said how they share it.</summary>
    private static Result<GpuFit> Laid(EstimateRequest request, VramQuestion question, Gpu gpu, int count)
    {
        var asked = FitFinder.Find(request, gpu, count);
        return question.Training is { Sharding: null } && asked is Result<GpuFit>.Ok { Value.Verdict: FitVerdict.DoesNotFit } ? FitFinder.Find(DataParallelLayout.On(request, count), gpu, count) : asked;
    }

    /// <summary>The line with as few options left out as make it work.</summary>
    private string WorkingLine(TypedLine line)
    {
        string[][] leftOut = [["tp"], ["pp"], ["tp", "pp"], ["engine"], ["precision"], ["gpu"], ["kv"], ["draft"], ["offload"], ["flags"], ["ep"], ["tp", "ep"], ["engine", "precision"], ["engine", "gpu"], ["engine", "flags"], ["precision", "gpu", "engine", "tp", "pp", "ep", "flags"]];
        if (line["offload"] is not null && Works(line.With("engine", "llama.cpp")) is { } onLlamaCpp)
            return onLlamaCpp;
        foreach (var options in leftOut)
        {
            var shorter = options.Aggregate(line, (shortened, option) => shortened.With(option, null));
            if (shorter.Options.Length < line.Options.Length && Works(shorter) is { } working)
                return working;
        }

        return CommandBook.Vram.Examples[0];
    }

    /// <summary>The line, when it is answered.</summary>
    private string? Works(TypedLine line) =>
        reader.Read(line) is Result<VramQuestion>.Ok(var question) && Answer(line, question) is Result<VramAnswer>.Ok ? line.ToString() : null;
}
