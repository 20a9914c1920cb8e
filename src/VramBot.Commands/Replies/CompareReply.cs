using System.Collections.Immutable;
using VramBot.Commands.Handlers;
using VramBot.Core.Estimation;
using VramBot.Core.Fitting;
using VramBot.Core.Gpus;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

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
            yield return new ReplySection.Lines(Tr("The smallest card for each"), [.. answer.Items.Where(item => item.Estimate is not null).Select(SmallestLine)]);
        if (answer.Best is { } best)
            yield return new ReplySection.Lines(Tr($"More about {best.Label}"), [new(LineMark.None, best.Compared.Line.ToString(), best.Compared.Line.ToString())]);
        foreach (var note in CompareNotes.Of(answer))
            yield return new ReplySection.Paragraph(note);
    }

    private static ReplySection.Table Memory(CompareAnswer answer)
    {
        var trains = answer.Items.Any(item => item.Estimate?.Request.Training is not null);
        var cards = answer.Items.Select(item => item.Estimate?.Request.Parallelism.Gpus).OfType<int>().Distinct().ToList();
        var heading = cards is [1] ? "GiB" : cards is [var count] ? Tr($"GiB on each of {count} cards") : Tr("GiB on each card");
        return new(heading, [Tr("total"), Tr("up to"), Tr("weights"), trains ? Tr("states") : "KV", Tr("rest")], [.. answer.Items.Select(item => Row(answer, item, Sizes))]);
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
        var rigs = answer.Items.Select(item => item.Own?.Rig).OfType<Rig>().DistinctBy(GpuNames.Of).ToList();
        var trains = answer.Items.Any(item => item.Estimate?.Request.Training is not null);
        var losses = !trains && answer.Items.Select(item => item.Estimate?.Request.Weights.Id).Distinct(StringComparer.Ordinal).Count() > 1;
        ImmutableArray<string> columns = trains ? [Tr("fits"), Tr("free"), Tr("max seq")] : [Tr("fits"), Tr("free"), Tr("max ctx"), "tok/s"];
        return new(OnOf(rigs), losses ? columns.Add(Tr("loss")) : columns, [.. answer.Items.Select(item => Row(answer, item, Cells))]);

        ImmutableArray<string> Cells(ComparedItem item)
        {
            ImmutableArray<string> cells = item.Own is { } own ? [WordOf(own.Verdict), Figures.Gibibytes(own.Free), item.MaxContext is { } most ? Figures.TokensRounded(most) : None] : [None, None, None];
            if (!trains)
                cells = cells.Add(item.Speed is { } speed ? SpeedLine.Range(speed.PerSequence) : None);
            return losses ? cells.Add(item.Estimate is { } estimate && FormatQuality.Least(estimate.Request.Weights) is { } least ? FormatQuality.Loss(least) : None) : cells;
        }
    }

    private static string OnOf(List<Rig> rigs) => rigs switch
    {
        [{ IsMixed: false, Count: > 1 } several] => Capital.Of(Tr($"on {GpuNames.Of(several)}")),
        [var one] => Capital.Of(Tr($"on the {GpuNames.Of(one)}")),
        _ => Tr("On each"),
    };

    /// <summary>A verdict in a cell.</summary>
    internal static string WordOf(FitVerdict verdict) => verdict switch
    {
        FitVerdict.Fits => Tr("yes"),
        FitVerdict.Tight => Tr("tight"),
        _ => Tr("no"),
    };

    private static ReplyLine SmallestLine(ComparedItem item)
    {
        var (line, estimate) = (item.Compared.Line, item.Estimate!);
        var name = $"{item.Label}{CompareWords.Size(item, estimate)}";
        if (item.Smallest is not { } fit)
            return ReplyLine.About(LineMark.DoesNotFit, name, Tr("no GPU of the catalog holds it, up to 8 of a kind"), line.ToString());
        var room = fit.Count == 1 ? Tr($"{Figures.Gibibytes(fit.Free)} GiB to spare") : Tr($"{Figures.Gibibytes(fit.Free)} GiB to spare on each");
        return ReplyLine.About(VramReply.MarkOf(fit.Verdict), name, $"{GpuNames.Of(fit.Rig)}, {room}{(FormatQuality.Of(estimate.Request.Weights) is { } loss ? $" ({loss})" : string.Empty)}", line.With("gpu", fit.Rig.ToString()).ToString());
    }
}
