using System.Collections.Immutable;

namespace VramBot.Commands.Replies;

/// <summary>Lays a table out in fixed width, for code blocks and consoles: at most forty columns wherever the figures allow it, as a phone shows them.</summary>
public static class TableText
{
    /// <summary>The width that a phone shows without breaking lines.</summary>
    public const int PhoneWidth = 40;

    private const string Best = "▸ ";
    private const string Other = "  ";
    private const string Indent = "    ";

    /// <summary>
    /// A line of headings, then a line a row, the best one marked: names to the left, figures to the right. Where names are too long for that, each stands on a line of its own above its figures.
    /// </summary>
    public static IEnumerable<string> Lines(ReplySection.Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var widths = table.Columns.Select((heading, place) => Math.Max(heading.Length, table.Rows.Max(row => row.Cells[place].Length))).ToImmutableArray();
        var labels = table.Rows.Max(row => row.Label.Length);
        var marked = table.Rows.Any(row => row.IsBest);
        var margin = marked ? Other : string.Empty;
        var isWide = margin.Length + labels + widths.Sum(width => width + 1) > PhoneWidth;
        yield return (isWide ? Indent : margin + new string(' ', labels)) + Cells(table.Columns, widths);
        foreach (var row in table.Rows)
        {
            var name = (row.IsBest ? Best : margin) + row.Label;
            if (isWide)
                yield return name;
            yield return (isWide ? Indent : name.PadRight(margin.Length + labels)) + Cells(row.Cells, widths);
        }
    }

    private static string Cells(ImmutableArray<string> cells, ImmutableArray<int> widths) => string.Concat(cells.Select((cell, place) => $" {cell.PadLeft(widths[place])}"));
}
