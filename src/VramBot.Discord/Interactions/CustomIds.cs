using VramBot.Commands.Grammar;
using VramBot.Discord.Messages;

namespace VramBot.Discord.Interactions;

/// <summary>
/// What components carry, and what comes back: a version, what a click does, where the component stands (ids are unique in a message), and the line that is asked. Nothing else is remembered, so any
/// replica answers any click; what comes back is read as strictly as if a stranger had written it.
/// </summary>
internal sealed class CustomIds(LineCode code)
{
    private const char Version = '1';
    private const char AskSign = 'a';
    private const char MenuSign = 'm';
    private const char ShareSign = 's';

    /// <summary>Characters before the line: version, action, group and place.</summary>
    private const int Head = 4;

    /// <summary>The id of a button that asks a line; null when the line does not fit.</summary>
    public string? Ask(string line, int group, int place) => code.Write(line, MessageLimits.CustomId - Head) is { } written ? $"{Version}{AskSign}{Digit(group)}{Digit(place)}{written}" : null;

    /// <summary>The id of a button that shows the answer to all; null when the line does not fit.</summary>
    public string? Share(string line) => code.Write(line, MessageLimits.CustomId - Head) is { } written ? $"{Version}{ShareSign}00{written}" : null;

    /// <summary>The id of a menu: its lines carry what they ask.</summary>
    public static string Menu(int place) => $"{Version}{MenuSign}{Digit(place)}0";

    /// <summary>The value of a line of a menu; null when the line does not fit.</summary>
    public string? Value(string line) => code.Write(line, MessageLimits.Choice - 1) is { } written ? $"{Version}{written}" : null;

    /// <summary>What a click asks; null when the id is of another version, or none that was written here.</summary>
    /// <param name="id">The id of the component.</param>
    /// <param name="value">What was chosen in a menu; null of a button.</param>
    public static ComponentClick? Read(string id, string? value)
    {
        if (id.Length is < Head or > MessageLimits.CustomId || id[0] != Version)
            return null;
        return (id[1], value) switch
        {
            (AskSign, null) => Click(id[Head..], isShared: false),
            (ShareSign, null) => Click(id[Head..], isShared: true),
            (MenuSign, { Length: > 1 and <= MessageLimits.Choice }) when id.Length == Head && value[0] == Version => Click(value[1..], isShared: false),
            _ => null,
        };
    }

    private static ComponentClick? Click(string written, bool isShared) => LineCode.Read(written) is { } line ? new(line, isShared) : null;

    private static char Digit(int number) => (char)('0' + number);
}
