using System.Collections.Immutable;

namespace VramBot.Commands.Replies;

/// <summary>Bars in proportion to the total, in eighths of a character, at most 40 columns wide.</summary>
public static class BarText
{
    private const int UsualLabel = 13;
    private const int BarWidth = 19;
    private const int ValueWidth = 7;
    private const int Eighths = 8;
    private const string Parts = " ▏▎▍▌▋▊▉";

    /// <summary>A line a row: label, bar, gibibytes.</summary>
    public static IEnumerable<string> Lines(ImmutableArray<BarRow> rows)
    {
        var total = rows.Sum(row => row.Gibibytes);
        var label = Math.Max(UsualLabel, rows.Select(row => row.Label.Length + 1).DefaultIfEmpty().Max());
        return rows.Select(row => $"{row.Label.PadRight(label)}{Bar(total > 0 ? row.Gibibytes / total : 0),-BarWidth}{row.Size,ValueWidth}");
    }

    private static string Bar(double share)
    {
        var eighths = (int)Math.Max(1, Math.Round(share * BarWidth * Eighths));
        var part = eighths % Eighths;
        return new string('█', eighths / Eighths) + (part > 0 ? Parts[part].ToString() : string.Empty);
    }
}
