using System.Globalization;
using VramBot.Commands.Grammar;
using VramBot.Slack.Messages;

namespace VramBot.Slack.Interactions;

/// <summary>
/// What buttons and menus carry, and what comes back: a version and the line that is asked. Nothing else is remembered, so any replica answers any click; what comes back is read as strictly as if a
/// stranger had written it.
/// </summary>
/// <remarks>
/// A line of a menu holds 75 characters, too few for long lines. Such a value says only what changes: how much of the row's own line stays at its beginning and at its end, and what stands between. The
/// row's line is in its id, which is another one for every question, as Slack wants it: a menu of the same id would keep what was chosen in it.
/// </remarks>
internal sealed class ClickState(LineCode code)
{
    private const char Version = '1';
    private const char Change = '~';
    private const char Comma = ',';
    private const string AskSign = "ask-";
    private const string MenuSign = "menu-";
    private const string ShareSign = "share";

    /// <summary>The id of a button that asks a line.</summary>
    public static string Ask(int group, int place) => string.Create(CultureInfo.InvariantCulture, $"{AskSign}{group}-{place}");

    /// <summary>The id of a menu.</summary>
    public static string Menu(int place) => string.Create(CultureInfo.InvariantCulture, $"{MenuSign}{place}");

    /// <summary>The id of the button that shows the answer to all.</summary>
    public static string Share => ShareSign;

    /// <summary>What a button carries; null when the line does not fit.</summary>
    public string? Button(string line) => Written(line, SlackLimits.ButtonValue);

    /// <summary>The id of a row of menus under the answer to a line; null when the line does not fit.</summary>
    public string? Row(string line) => Written(line, SlackLimits.Id);

    /// <summary>The value of a line of a menu; null when it does not fit.</summary>
    /// <param name="row">The id of the row that the menu stands in.</param>
    /// <param name="line">The line that is asked.</param>
    public string? Choice(string? row, string line) => Written(line, SlackLimits.Option) ?? (row is not null && Written(line, SlackLimits.ButtonValue) is { } whole ? Changed(row, whole) : null);

    /// <summary>What a click asks; null when it is of another version, or nothing that was written here.</summary>
    /// <param name="actionId">The id of what was clicked.</param>
    /// <param name="blockId">The id of the row that it stands in.</param>
    /// <param name="value">What it carries, or what was chosen.</param>
    public static Click? Read(string actionId, string? blockId, string? value)
    {
        if (value is not { Length: > 1 and <= SlackLimits.ButtonValue } || value[0] != Version)
            return null;
        if (actionId == ShareSign)
            return Of(value[1..], isShared: true);
        if (actionId.StartsWith(AskSign, StringComparison.Ordinal))
            return Of(value[1..], isShared: false);
        if (!actionId.StartsWith(MenuSign, StringComparison.Ordinal) || value.Length > SlackLimits.Option)
            return null;
        return value[1] == Change ? Whole(blockId, value[2..]) is { } whole ? Of(whole, isShared: false) : null : Of(value[1..], isShared: false);
    }

    private string? Written(string line, int most) => code.Write(line, most - 1) is { } written ? $"{Version}{written}" : null;

    private static Click? Of(string written, bool isShared) => LineCode.Read(written) is { } line ? new(line, isShared) : null;

    private static string? Changed(string row, string whole)
    {
        var begin = row.AsSpan(1).CommonPrefixLength(whole.AsSpan(1));
        var end = 0;
        while (end < Math.Min(row.Length, whole.Length) - 1 - begin && row[^(end + 1)] == whole[^(end + 1)])
            end++;
        var value = string.Create(CultureInfo.InvariantCulture, $"{Version}{Change}{begin}{Comma}{end}{Comma}{whole.AsSpan(1 + begin, whole.Length - 1 - begin - end)}");
        return value.Length <= SlackLimits.Option ? value : null;
    }

    private static string? Whole(string? row, string change)
    {
        if (row is not { Length: > 1 and <= SlackLimits.Id } || row[0] != Version || change.Split(Comma, 3) is not [var first, var last, var between]
            || !TryCount(first, out var begin) || !TryCount(last, out var end) || begin + end > row.Length - 1)
            return null;
        return string.Concat(row.AsSpan(1, begin), between, row.AsSpan(row.Length - end));
    }

    private static bool TryCount(string text, out int count) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count <= SlackLimits.Id;
}
