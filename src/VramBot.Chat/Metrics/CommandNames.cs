using System.Collections.Frozen;
using VramBot.Commands.Grammar;

namespace VramBot.Chat.Metrics;

/// <summary>Which command a line asks, as a label: one of the book's names or <see cref="Other"/>, never a word that somebody typed.</summary>
public static class CommandNames
{
    /// <summary>The label of what is no command.</summary>
    public const string Other = "other";

    private static readonly FrozenDictionary<string, string> Full = CommandBook.All.ToFrozenDictionary(command => command.Name, command => command.Name, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> Short =
        CommandBook.All.Where(command => command != CommandBook.Vram).ToFrozenDictionary(command => command.ShortName, command => command.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The label of a line: <c>vram-fit</c> for <c>/vram-fit gpu:4090</c> and for <c>/vram fit gpu:4090</c>.</summary>
    public static string Of(ReadOnlySpan<char> line)
    {
        var first = FirstWord(line, out var rest);
        if (!Full.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(first.TrimStart('/'), out var name))
            return Other;
        return name == CommandBook.Vram.Name && Short.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(FirstWord(rest, out _), out var inner) ? inner : name;
    }

    private static ReadOnlySpan<char> FirstWord(ReadOnlySpan<char> text, out ReadOnlySpan<char> rest)
    {
        var trimmed = text.TrimStart();
        var end = trimmed.IndexOf(' ');
        rest = end < 0 ? default : trimmed[end..];
        return end < 0 ? trimmed : trimmed[..end];
    }
}
