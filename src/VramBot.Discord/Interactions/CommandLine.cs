using System.Text;
using VramBot.Discord.Commands;

namespace VramBot.Discord.Interactions;

/// <summary>A slash command as the line that it would be if it were typed.</summary>
/// <param name="Text">The line.</param>
/// <param name="IsPrivate">Whether only the person who asks sees the answer; null when nothing was said of it.</param>
internal sealed record CommandLine(string Text, bool? IsPrivate)
{
    /// <summary>The line; null when it is no command.</summary>
    public static CommandLine? Of(InteractionData? data)
    {
        if (data?.Name is not { Length: > 0 } name)
            return null;
        var line = new StringBuilder().Append('/').Append(name);
        var more = string.Empty;
        bool? isPrivate = null;
        foreach (var option in data.Said)
        {
            if (option.Name == CommandList.Private)
                isPrivate = option.Text == "true";
            else if (option.Name == CommandList.More)
                more = option.Text;
            else
                line.Append(' ').Append(option.Name).Append(":\"").Append(option.Text.Replace('"', ' ').Trim()).Append('"');
        }

        return new(more.Length > 0 ? $"{line} {more}" : line.ToString(), isPrivate);
    }
}
