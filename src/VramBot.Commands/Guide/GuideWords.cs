using System.Collections.Immutable;
using System.Globalization;
using VramBot.Commands.Replies;
using VramBot.Core.Fitting;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Guide;

/// <summary>Words and cells that the guide's tables share.</summary>
internal static class GuideWords
{
    /// <summary>A cell without a figure.</summary>
    public const string None = "–";

    /// <summary>The total of a figure in GiB.</summary>
    public static string Gib(GuideFigure? figure) => figure is null ? None : Figures.Gibibytes(figure.Estimate.Total);

    /// <summary>A share with its sign: <c>−52 %</c>.</summary>
    public static string Percent(double share) => Math.Round(100 * share) switch
    {
        > 0 and var more => string.Create(CultureInfo.CurrentCulture, $"+{more:#,0} %"),
        < 0 and var less => string.Create(CultureInfo.CurrentCulture, $"−{-less:#,0} %"),
        _ => "0 %",
    };

    /// <summary>What one figure takes less than another: <c>−52 %</c>.</summary>
    public static string Saved(GuideFigure from, GuideFigure to) => Percent((to.Estimate.Total.TotalGibibytes / from.Estimate.Total.TotalGibibytes) - 1);

    /// <summary>A verdict in a cell.</summary>
    public static string Fits(GpuFit? fit) => fit?.Verdict switch
    {
        FitVerdict.Fits => Tr("yes"),
        FitVerdict.Tight => Tr("tight"),
        FitVerdict.DoesNotFit => Tr("no"),
        _ => None,
    };

    /// <summary>A speed in a cell.</summary>
    public static string Speed(GuideFigure? figure) => figure?.Speed is { } speed ? SpeedLine.Range(speed.PerSequence) : None;

    /// <summary>Tokens as a cell or heading has them: <c>32k</c>, also under ten thousand.</summary>
    public static string Kilo(int thousands) => string.Create(CultureInfo.InvariantCulture, $"{thousands}k");

    /// <summary>Cards, or that nothing holds it.</summary>
    public static string Card(GpuFit? fit) => fit is null ? Tr("more than 8 of any card") : GpuNames.Of(fit.Rig);

    /// <summary>A table; none without rows.</summary>
    public static IEnumerable<ReplySection> Table(string heading, ImmutableArray<string> columns, IEnumerable<TableRow> rows) =>
        rows.ToImmutableArray() is { Length: > 0 } all ? [new ReplySection.Table(heading, columns, all)] : [];

    /// <summary>Lines; none without items.</summary>
    public static IEnumerable<ReplySection> Lines(string heading, IEnumerable<ReplyLine> items, bool isNumbered = false) =>
        items.ToImmutableArray() is { Length: > 0 } all ? [new ReplySection.Lines(heading, all, isNumbered)] : [];

    /// <summary>A line that asks.</summary>
    public static ReplyLine Line(string text, string command, LineMark mark = LineMark.None) => new(mark, text, command);

    /// <summary>Paragraphs of those that say something.</summary>
    public static IEnumerable<ReplySection> Say(params IEnumerable<string?> texts) => texts.OfType<string>().Select(text => new ReplySection.Paragraph(text));

    /// <summary>Whole lines to ask on.</summary>
    public static ReplySection Ask(params IEnumerable<string> commands) => new ReplySection.Lines(Tr("To ask on"), [.. commands.Select(command => new ReplyLine(LineMark.None, command, command))]);
}
