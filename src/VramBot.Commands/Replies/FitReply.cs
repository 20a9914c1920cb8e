using System.Collections.Immutable;
using VramBot.Commands.Handlers;
using VramBot.Commands.Replies.Training;
using VramBot.Core.Estimation;
using VramBot.Core.Fitting;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Replies;

/// <summary>Words what runs on a card: the one to begin with in a sentence, then a line a model with its size, its longest context and its speed.</summary>
public static class FitReply
{
    private const string None = "–";

    /// <summary>The answer as a document.</summary>
    public static Reply Of(FitAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var first = FitWords.First(answer);
        return new(FitWords.Title(answer))
        {
            Mark = first is { } row ? VramReply.MarkOf(row.Found.Fit.Verdict) : LineMark.DoesNotFit,
            Headline = FitWords.Headline(answer, first),
            Sections = [.. Sections(answer, first)],
            Footer = FitWords.Footer(answer),
        };
    }

    private static IEnumerable<ReplySection> Sections(FitAnswer answer, FitRow? first)
    {
        foreach (var group in answer.Groups)
            yield return Table(answer, group, first);
        if (answer.OtherTasks.Length > 0)
            yield return new ReplySection.Lines(Tr("By other ways of training, at most"), [.. answer.OtherTasks.Select(other => OtherTask(other.Row))]);
        if (answer.WithHost is { } host)
            yield return new ReplySection.Lines(Tr("Larger, with experts in host memory"), [WithHost(host)], IsNumbered: true);
        if (answer.Groups.Length > 0)
            yield return new ReplySection.Lines(Tr("To see all about one"), [.. answer.Groups.Select(group => group.Rows.Contains(first!) ? first! : group.Rows[0]).Select(row => new ReplyLine(LineMark.None, row.Line.ToString(), row.Line.ToString()))]);
        foreach (var note in FitWords.Notes(answer))
            yield return new ReplySection.Paragraph(note);
    }

    private static ReplySection.Table Table(FitAnswer answer, FitGroup group, FitRow? first)
    {
        var trains = answer.Question.Asked.Training is not null;
        var formats = group.Kind == FitGroupKind.Formats;
        ImmutableArray<string> columns = [.. formats ? [Tr("fits")] : Array.Empty<string>(), "GiB", .. trains ? [Tr("max seq"), Tr("batch")] : new[] { Tr("max ctx"), "tok/s" }, .. formats ? [Tr("loss")] : Array.Empty<string>()];
        return new(FitWords.Heading(answer, group.Kind), columns, [.. group.Rows.Select(row => new TableRow(Label(row, formats), Cells(row, trains, formats)) { IsBest = ReferenceEquals(row, first), Command = row.Line.ToString() })]);
    }

    private static string Label(FitRow row, bool formats)
    {
        var request = row.Found.Fit.Estimate.Request;
        var format = request.Weights.Label;
        var name = formats ? format : request.Training is null ? $"{FitWords.NameOf(row.Found.Model)} {format}" : FitWords.NameOf(row.Found.Model);
        return !formats && row.Found.Fit.Verdict == FitVerdict.Tight ? Tr($"{name}, tight") : name;
    }

    private static ImmutableArray<string> Cells(FitRow row, bool trains, bool formats)
    {
        var fit = row.Found.Fit;
        var most = row.MaxContext is { } context ? Figures.TokensRounded(context) : None;
        string[] last = trains ? [row.MicroBatch is { } samples ? Figures.Number(samples) : None] : [row.Speed is { } speed ? SpeedLine.Range(speed.PerSequence) : None];
        return
        [
            .. formats ? [CompareReply.WordOf(fit.Verdict)] : Array.Empty<string>(),
            Figures.Gibibytes(fit.Estimate.Total),
            most,
            .. last,
            .. formats ? [FormatQuality.Least(fit.Estimate.Request.Weights) is { } loss ? FormatQuality.Loss(loss) : None] : Array.Empty<string>(),
        ];
    }

    private static ReplyLine OtherTask(FitRow row)
    {
        var fit = row.Found.Fit;
        var most = row.MaxContext is { } length ? FitWords.SampleUpTo(length) : string.Empty;
        return ReplyLine.About(VramReply.MarkOf(fit.Verdict), RunWords.TaskOf(fit.Estimate.Request.Training!), $"{FitWords.NameOf(row.Found.Model)}, {Figures.Gibibytes(fit.Estimate.Total)} GiB{most}", row.Line.ToString());
    }

    private static ReplyLine WithHost(VramAnswer answer)
    {
        var (estimate, fit) = (answer.Estimate, answer.Own!);
        var speed = Core.Speed.DecodeSpeed.Of(fit) is { } rate ? $", {SpeedLine.Range(rate.PerSequence)} tokens/s" : string.Empty;
        return ReplyLine.About(
            VramReply.MarkOf(fit.Verdict),
            Tr($"{FitWords.NameOf(estimate.Request.Model)} at {estimate.Request.Weights.Label}"),
            Tr($"{Figures.Gibibytes(estimate.Total)} GiB on the card, {Figures.Gibibytes(estimate.HostWeights + estimate.HostCache)} GiB in host memory") + speed,
            answer.Line.ToString());
    }
}
