using System.Collections.Immutable;
using VramBot.Commands.Grammar;
using VramBot.Core;
using VramBot.Core.Catalogs;
using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Estimation.Training;
using VramBot.Core.Fitting;
using VramBot.Core.Speed;

namespace VramBot.Commands.Handlers;

/// <summary>Answers <c>/vram-fit</c>: what runs on a card.</summary>
public sealed class FitHandler(Catalog catalog)
{
    private const int MostBest = 5;
    private const int MostFast = 3;
    private const int MostCode = 2;
    private const int MostFound = 10;
    private const int MostTrained = 5;

    /// <summary>A model is called fast that answers so many times as fast as the best one.</summary>
    private const double Faster = 2;

    /// <summary>A mixture of experts is worth its host memory when it comes near the best that fits without.</summary>
    private const double NearBest = 0.75;

    private readonly FitReader reader = new(catalog);
    private readonly FitModels models = new(catalog);
    private readonly FitRequests requests = new(catalog);
    private readonly VramHandler vram = new(catalog);

    /// <summary>The answer, or all problems of the line, each with a line that works.</summary>
    public Result<FitAnswer> Handle(TypedLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return reader.Read(line) switch
        {
            Result<FitQuestion>.Ok(var question) => Answer(line, question),
            Result<FitQuestion>.Rejected(var problems) => new Result<FitAnswer>.Rejected(problems),
            _ => throw new InvalidOperationException("A result is either an answer or a rejection."),
        };
    }

    /// <summary>What is wrong with the values of a line.</summary>
    internal ImmutableArray<Problem> Problems(TypedLine line) => reader.Read(line) is Result<FitQuestion>.Rejected(var problems) ? problems : [];

    private Result<FitAnswer> Answer(TypedLine line, FitQuestion question)
    {
        if (requests.Refusal(question) is { } refusal)
            return refusal with { Try = WorkingLine(line) };
        var answer = new FitAnswer(line, question, FitRequests.EngineOf(question), []);
        if (question.Model is not null)
            return answer with { Groups = [new(FitGroupKind.Formats, [.. requests.Formats(question, question.Model.Entry, all: true).Select(request => On(question, request)).OfType<ModelFit>().Select(found => Row(question, found))])] };
        if (question.Words.Length > 0)
        {
            var called = models.Called(question.Words);
            return called.Length == 0
                ? FitProblems.Words(string.Join(' ', question.Words)) with { Try = line.With("search", null).ToString() }
                : Ended(answer with { Groups = Shown(Best(question, FitGroupKind.Found, called, model => model.Family, MostFound)) }, called);
        }

        var groups = Groups(question);
        return Ended(answer with { Groups = groups, OtherTasks = OtherTasks(question), WithHost = groups.Length > 0 ? WithHost(question, groups[0].Rows[0]) : null }, [.. models.For(ModelPurpose.General)]);
    }

    private ImmutableArray<FitGroup> Groups(FitQuestion question)
    {
        var best = Best(question, FitGroupKind.Best, models.For(ModelPurpose.General), FitModels.LineOf, question.Asked.Training is null ? MostBest : MostTrained);
        if (best.Rows.Length == 0 || question.Asked.Training is not null)
            return Shown(best);
        var first = best.Rows[0];
        var worst = best.Rows.Max(row => row.Found.Fit.Verdict);
        var taken = best.Rows.Select(row => row.Found.Model).ToHashSet();
        var lighter = models.For(ModelPurpose.General).Where(model => ModelWorth.Active(model).Count * Faster <= first.Found.Fit.Estimate.ActiveParameters.Count && !taken.Contains(model));
        return Shown(
            best,
            Group(question, FitGroupKind.Fast, lighter, FitModels.LineOf, MostFast, fit => fit.Verdict <= worst && IsFaster(fit, first)),
            Group(question, FitGroupKind.Code, models.For(ModelPurpose.Code), FitModels.LineOf, MostCode, fit => fit.Verdict <= worst));
    }

    private static bool IsFaster(GpuFit fit, FitRow than) =>
        than.Speed is not { } speed || DecodeSpeed.Of(fit) is not { } own || own.PerSequence.High >= Faster * speed.PerSequence.High;

    /// <summary>Models with room to spare; where no model has any, those that just fit.</summary>
    private FitGroup Best(FitQuestion question, FitGroupKind kind, IEnumerable<ModelEntry> ranked, Func<ModelEntry, string> sameAs, int most)
    {
        var roomy = Group(question, kind, ranked, sameAs, most, fit => fit.Verdict == FitVerdict.Fits);
        return roomy.Rows.Length > 0 ? roomy : Group(question, kind, ranked, sameAs, most, _ => true);
    }

    private static ImmutableArray<FitGroup> Shown(params ReadOnlySpan<FitGroup> groups)
    {
        var shown = ImmutableArray.CreateBuilder<FitGroup>(groups.Length);
        foreach (var group in groups)
            if (group.Rows.Length > 0)
                shown.Add(group);
        return shown.ToImmutable();
    }

    private FitGroup Group(FitQuestion question, FitGroupKind kind, IEnumerable<ModelEntry> ranked, Func<ModelEntry, string> sameAs, int most, Func<GpuFit, bool> wanted) => new(
        kind,
        [.. WhatFits.First(ranked, model => requests.Formats(question, model), sameAs, question.Cards.Rig, most, wanted).Select(found => Row(question, found))]);

    private static ModelFit? On(FitQuestion question, EstimateRequest request) =>
        FitFinder.Find(request, question.Cards.Rig) is Result<GpuFit>.Ok { Value: var fit } ? new(request.Model, fit) : null;

    private static FitRow Row(FitQuestion question, ModelFit found)
    {
        var training = found.Fit.Estimate.Request.Training is not null;
        return new(found, FitLine.Of(question, found.Fit.Estimate.Request))
        {
            MaxContext = training ? SampleLengthLimit.Of(found.Fit) : FitFinder.MaxContext(found.Fit),
            MicroBatch = training ? MicroBatchLimit.Of(found.Fit) : null,
            Speed = found.Fit.Verdict == FitVerdict.DoesNotFit ? null : DecodeSpeed.Of(found.Fit),
        };
    }

    /// <summary>Where nothing fits, what would need least.</summary>
    private FitAnswer Ended(FitAnswer answer, ImmutableArray<ModelEntry> looked) => answer.Groups.Length > 0 ? answer : answer with
    {
        Smallest = looked.OrderBy(model => ModelWorth.All(model).Count).Take(MostFound)
            .Select(model => requests.Formats(answer.Question, model) is [.., var smallest] ? On(answer.Question, smallest) : null).OfType<ModelFit>().MinBy(found => found.Fit.Estimate.Total.Count),
    };

    private ImmutableArray<(TrainingTask Task, FitRow Row)> OtherTasks(FitQuestion question)
    {
        if (question.Asked.Training is not { } asked)
            return [];
        var others = ImmutableArray.CreateBuilder<(TrainingTask, FitRow)>();
        foreach (var task in new[] { TrainingTask.QuantizedLowRank, TrainingTask.LowRank, TrainingTask.Full })
            if (task != asked.Task && Best(question with { Asked = question.Asked with { Training = asked with { Task = task } } }, FitGroupKind.Best, models.For(ModelPurpose.General), FitModels.LineOf, 1).Rows is [var row])
                others.Add((task, row));
        return others.ToImmutable();
    }

    /// <summary>The best mixture of experts that only runs with experts in host memory, of a size that a person's machine has room for, when it comes near the best that fits without.</summary>
    private VramAnswer? WithHost(FitQuestion question, FitRow best)
    {
        if (question.Asked.Training is not null || question.Cards is not { Count: 1, Gpu.IsUnified: false } || FitRequests.EngineOf(question).Kind is not EngineKind.LlamaCpp)
            return null;
        var least = NearBest * ModelWorth.Of(best.Found.Model);
        foreach (var model in models.For(ModelPurpose.General).TakeWhile(model => ModelWorth.Of(model) >= least).Where(model => model.Network!.Layers.Any(layer => layer.Experts is not null)))
            if (requests.InHost(question, model) is { } request && !FitFinder.Holds(request, question.Cards.Rig)
                && vram.Handle(FitLine.Of(question, request).With("offload", "auto")) is Result<VramAnswer>.Ok { Value: { Own.Verdict: FitVerdict.Fits, Question.Offload.ExpertLayers: > 0 } answer })
                return answer;
        return null;
    }

    private string WorkingLine(TypedLine line)
    {
        string[][] leftOut = [["engine"], ["task"], ["kv"], ["engine", "task", "kv"]];
        foreach (var options in leftOut)
        {
            var shorter = options.Aggregate(line, (shortened, option) => shortened.With(option, null));
            if (shorter.Options.Length < line.Options.Length && reader.Read(shorter) is Result<FitQuestion>.Ok(var question) && requests.Refusal(question) is null)
                return shorter.ToString();
        }

        return FitCommand.Description.Examples[0];
    }
}
