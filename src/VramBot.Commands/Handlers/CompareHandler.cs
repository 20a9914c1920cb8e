using System.Collections.Immutable;
using VramBot.Commands.Grammar;
using VramBot.Commands.Replies;
using VramBot.Core;
using VramBot.Core.Catalogs;
using VramBot.Core.Fitting;

namespace VramBot.Commands.Handlers;

/// <summary>Answers <c>/vram-compare</c>: each thing as <c>/vram</c> answers it, side by side.</summary>
public sealed class CompareHandler(Catalog catalog)
{
    private const int MostCorrections = 4;

    private readonly LineReader words = new(catalog.Models);
    private readonly CompareReader reader = new(catalog);
    private readonly BestFormat fits = new(catalog);
    private readonly VramHandler vram = new(catalog);

    /// <summary>The answer, or all problems of the line. A thing that cannot be estimated says why in its place, as long as another can.</summary>
    public Result<CompareAnswer> Handle(TypedLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return reader.Read(line) switch
        {
            Result<ImmutableArray<ComparedLine>>.Ok(var lines) => Answer(line, lines),
            Result<ImmutableArray<ComparedLine>>.Rejected(var problems) => new Result<CompareAnswer>.Rejected(Offering(problems)),
            _ => throw new InvalidOperationException("A result is either an answer or a rejection."),
        };
    }

    /// <summary>What is wrong with the values of a line.</summary>
    internal ImmutableArray<Problem> Problems(TypedLine line) => reader.Read(line) is Result<ImmutableArray<ComparedLine>>.Rejected(var problems) ? Offering(problems) : [];

    /// <summary>The problems with a line that is answered: what one correction uncovers the next one mends, unless values that cannot stand together were named.</summary>
    private ImmutableArray<Problem> Offering(ImmutableArray<Problem> problems)
    {
        var tried = problems[0].Try;
        for (var step = 0; step < MostCorrections && Offered(tried) is { } better; step++)
            tried = better;
        var answered = Offered(tried) is null ? tried : CompareCommand.Description.Examples[0];
        return [.. problems.Select(problem => problem with { Try = answered })];
    }

    /// <summary>What is offered instead of a line, or null when it is answered.</summary>
    private string? Offered(string line)
    {
        var found = new List<Problem>();
        if (words.Read(line, found) is not { } typed || found.Count > 0)
            return CompareCommand.Description.Examples[0];
        return reader.Read(typed) switch
        {
            Result<ImmutableArray<ComparedLine>>.Rejected(var problems) => problems[0].Try,
            Result<ImmutableArray<ComparedLine>>.Ok(var lines) when lines.All(compared => Answer(compared).Answer is null) => CompareCommand.Description.Examples[0],
            _ => null,
        };
    }

    private Result<CompareAnswer> Answer(TypedLine line, ImmutableArray<ComparedLine> lines)
    {
        var answered = lines.Select(Answer).ToImmutableArray();
        if (answered.All(item => item.Answer is null))
            return new Result<CompareAnswer>.Rejected([.. answered.Select(item => item.Problem! with { Try = CompareCommand.Description.Examples[0] }).DistinctBy(problem => problem.Expected)]);
        var items = CompareLabels.Labelled(answered);
        return new CompareAnswer(line, items, ComparedRank.Best(items));
    }

    private ComparedItem Answer(ComparedLine compared) => Answered(compared with { Line = fits.WithFormat(compared.Line) });

    private ComparedItem Answered(ComparedLine compared) => vram.Handle(compared.Line) switch
    {
        Result<VramAnswer>.Ok(var answer) => Sized(new(compared) { Answer = VramReply.Shown(answer) }),
        Result<VramAnswer>.Rejected(var problems) => new(compared) { Problem = problems[0] },
        _ => throw new InvalidOperationException("A result is either an answer or a rejection."),
    };

    private static ComparedItem Sized(ComparedItem item) => item.Own is { } own
        ? item with { MaxContext = own.Estimate.Request.Training is null ? FitFinder.MaxContext(own) : SampleLengthLimit.Of(own) }
        : item with { Smallest = GpuPicker.Pick(item.Answer!.Fits, item.Answer.Estimate).Where(GpuPicker.Works).OrderBy(fit => fit.Count > 1).FirstOrDefault() };
}
