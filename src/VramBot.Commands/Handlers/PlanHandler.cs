using VramBot.Commands.Grammar;
using VramBot.Core;
using VramBot.Core.Catalogs;
using VramBot.Core.Estimation;
using VramBot.Core.Planning;

namespace VramBot.Commands.Handlers;

/// <summary>Answers <c>/vram-plan</c>.</summary>
public sealed class PlanHandler(Catalog catalog)
{
    private readonly PlanReader reader = new(catalog);
    private readonly RequestBuilder builder = new(catalog);

    /// <summary>The answer, or all problems of the line, each with a line that works.</summary>
    public Result<PlanAnswer> Handle(TypedLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var problems = new List<Problem>();
        var result = reader.Read(line, problems) is { } question ? Answer(line, question) : new Result<PlanAnswer>.Rejected([.. problems]);
        return result is Result<PlanAnswer>.Rejected(var found)
            ? new Result<PlanAnswer>.Rejected([.. found.Select(problem => problem with { Try = WorkingLine(line) })])
            : result;
    }

    /// <summary>Collects what is wrong with the values of a line.</summary>
    public void Check(TypedLine line, ICollection<Problem> problems) => reader.Read(line, problems);

    /// <summary>The line put right, with as few options left out as make it work.</summary>
    public string WorkingLine(TypedLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        string[][] leftOut = [[], ["tp"], ["pp"], ["tp", "pp"], ["engine"], ["flags"], ["kv"], ["gpu"], ["precision"], ["engine", "flags"], ["engine", "precision"], ["gpu", "tp", "pp"], ["engine", "gpu", "precision", "kv", "tp", "pp", "flags", "headroom", "ctx"]];
        var corrected = reader.Correct(line);
        foreach (var options in leftOut)
            if (Works(options.Aggregate(corrected, (shortened, option) => shortened.With(option, null))) is { } working)
                return working;
        return PlanCommand.Description.Examples[0];
    }

    /// <summary>The line, when it is answered.</summary>
    private string? Works(TypedLine line) => reader.Read(line, []) is { } question && Answer(line, question) is Result<PlanAnswer>.Ok ? line.ToString() : null;

    private Result<PlanAnswer> Answer(TypedLine line, PlanQuestion question) => builder.Build(question.Replica) switch
    {
        Result<EstimateRequest>.Ok(var request) => Answer(line, question, request),
        Result<EstimateRequest>.Rejected(var problems) => new Result<PlanAnswer>.Rejected(problems),
        _ => throw new InvalidOperationException("A result is either an answer or a rejection."),
    };

    private Result<PlanAnswer> Answer(TypedLine line, PlanQuestion question, EstimateRequest request)
    {
        var asked = new PlanRequest
        {
            Request = request,
            Traffic = question.Traffic,
            Gpu = question.Replica.Gpu?.Gpu,
            Cards = question.Cards,
            Headroom = question.Headroom,
            Context = question.Replica.Context,
            Slots = question.Replica.Users,
        };
        var answer = new PlanAnswer(line, question, asked);
        return CapacityPlanner.Of(asked, catalog) switch
        {
            Result<CapacityPlan>.Ok(var plan) => answer with { Plan = plan, Changes = PlanAdvisor.Of(plan, catalog) },
            Result<CapacityPlan>.Rejected(var problems) when problems[0].Code == CapacityPlanner.TooSmall => answer with { Shortfall = problems[0].Expected, Instead = OnAnyCard(asked) },
            Result<CapacityPlan>.Rejected(var problems) => new Result<PlanAnswer>.Rejected(problems),
            _ => throw new InvalidOperationException("A result is either an answer or a rejection."),
        };
    }

    private CapacityPlan? OnAnyCard(PlanRequest asked)
    {
        var open = asked with { Gpu = null, Cards = null, Request = asked.Request with { Gpu = null, Parallelism = Parallelism.OneGpu } };
        return CapacityPlanner.Of(open, catalog) is Result<CapacityPlan>.Ok ok ? ok.Value : null;
    }
}
