using System.Collections.Immutable;
using Humanizer;
using VramBot.Commands.Handlers;
using VramBot.Core.Estimation;
using VramBot.Core.Fitting;
using VramBot.Core.Units;

namespace VramBot.Commands.Replies;

/// <summary>Words a comparison: the difference in a sentence, then the memory of each, then where each runs, a line a thing.</summary>
public static class CompareReply
{
    private const string None = "–";

    /// <summary>The answer as a document.</summary>
    public static Reply Of(CompareAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return new(CompareWords.Title(answer))
        {
            Mark = answer.Best?.Own is { } own ? VramReply.MarkOf(own.Verdict) : answer.Items.Any(item => item.Own is not null) ? LineMark.DoesNotFit : LineMark.None,
            Headline = CompareWords.Headline(answer),
            Sections = [.. Sections(answer)],
            Footer = CompareWords.Footer(answer),
        };
    }

    private static IEnumerable<ReplySection> Sections(CompareAnswer answer)
    {
        yield return Memory(answer);
        if (answer.Items.Any(item => item.Own is not null))
            yield return OnCards(answer);
        else
            yield return new ReplySection.Lines("The smallest card for each", [.. answer.Items.Where(item => item.Estimate is not null).Select(SmallestLine)]);
        if (answer.Best is { } best)
            yield return new ReplySection.Lines($"More about {best.Label}", [new(LineMark.None, best.Compared.Line.ToString(), best.Compared.Line.ToString())]);
        foreach (var note in CompareNotes.Of(answer))
            yield return new ReplySection.Paragraph(note);
    }

    private static ReplySection.Table Memory(CompareAnswer answer)
    {
        var trains = answer.Items.Any(item => item.Estimate?.Request.Training is not null);
        var cards = answer.Items.Select(item => item.Estimate?.Request.Parallelism.Gpus).OfType<int>().Distinct().ToList();
        var where = cards is [1] ? string.Empty : cards is [var count] ? $" on each of {count} cards" : " on each card";
        return new($"GiB{where}", ["total", "up to", "weights", trains ? "states" : "KV", "rest"], [.. answer.Items.Select(item => Row(answer, item, Sizes))]);
    }

    private static TableRow Row(CompareAnswer answer, ComparedItem item, Func<ComparedItem, ImmutableArray<string>> cells) =>
        new(item.Label, cells(item)) { IsBest = ReferenceEquals(item, answer.Best), Command = item.Answer is null ? null : item.Compared.Line.ToString() };

    private static ImmutableArray<string> Sizes(ComparedItem item)
    {
        if (item.Estimate is not { } estimate)
            return [None, None, None, None, None];
        var (weights, kept) = (estimate[PartKind.Weights], ComparedParts.Kept(estimate));
        return [Figures.Gibibytes(estimate.Total), Figures.Gibibytes(estimate.High), Figures.Gibibytes(weights), Figures.Gibibytes(kept), Figures.Gibibytes(estimate.Total - weights - kept)];
    }

    /// <summary>How each sits on the named cards: verdict, room, the longest context, and what the format costs, where formats differ.</summary>
    private static ReplySection.Table OnCards(CompareAnswer answer)
    {
        var cards = answer.Items.Select(item => item.Own).OfType<GpuFit>().Select(fit => GpuNames.Of(fit.Rig)).Distinct(StringComparer.Ordinal).ToList();
        var trains = answer.Items.Any(item => item.Estimate?.Request.Training is not null);
        var losses = !trains && answer.Items.Select(item => item.Estimate?.Request.Weights.Id).Distinct(StringComparer.Ordinal).Count() > 1;
        ImmutableArray<string> columns = trains ? ["fits", "free", "max seq"] : ["fits", "free", "max ctx", "tok/s"];
        return new(cards is [var one] ? $"On {(one[0] is >= '2' and <= '9' && one[1] == '×' ? string.Empty : "the ")}{one}" : "On each", losses ? columns.Add("loss") : columns, [.. answer.Items.Select(item => Row(answer, item, Cells))]);

        ImmutableArray<string> Cells(ComparedItem item)
        {
            ImmutableArray<string> cells = item.Own is { } own ? [Verdict(own.Verdict), Figures.Gibibytes(own.Free), item.MaxContext is { } most ? Figures.TokensRounded(most) : None] : [None, None, None];
            if (!trains)
                cells = cells.Add(item.Speed is { } speed ? SpeedLine.Range(speed.PerSequence) : None);
            return losses ? cells.Add(item.Estimate is { } estimate && FormatQuality.Least(estimate.Request.Weights) is { } least ? FormatQuality.Loss(least) : None) : cells;
        }
    }

    private static string Verdict(FitVerdict verdict) => verdict switch
    {
        FitVerdict.Fits => "yes",
        FitVerdict.Tight => "tight",
        _ => "no",
    };

    private static ReplyLine SmallestLine(ComparedItem item)
    {
        var (line, estimate) = (item.Compared.Line, item.Estimate!);
        var name = $"{item.Label}{CompareWords.Size(item, estimate)}";
        if (item.Smallest is not { } fit)
            return new(LineMark.DoesNotFit, $"{name}: no GPU of the catalog holds it, up to 8 of a kind", line.ToString());
        var room = fit.Count == 1 ? $"{Figures.Gibibytes(fit.Free)} GiB to spare" : $"{Figures.Gibibytes(fit.Free)} GiB to spare on each";
        return new(VramReply.MarkOf(fit.Verdict), $"{name}: {GpuNames.Of(fit.Rig)}, {room}{(FormatQuality.Of(estimate.Request.Weights) is { } loss ? $" ({loss})" : string.Empty)}", line.With("gpu", fit.Rig.ToString()).ToString());
    }
}
