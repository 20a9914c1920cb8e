using System.Text;

namespace VramBot.Discord.Rendering;

/// <summary>Writes a reply's text so that Discord shows it as it is: what stands between backticks stays code, everything else loses its meaning as markdown.</summary>
internal static class Markdown
{
    private const char Backtick = '`';

    /// <summary>Signs that format, link or mention.</summary>
    private const string Signs = "\\*_~|>#[]()<@:-";

    /// <summary>The text with its code kept as code.</summary>
    public static string Of(string text)
    {
        var parts = text.Split(Backtick);
        var written = new StringBuilder(text.Length + 16);
        for (var place = 0; place < parts.Length; place++)
        {
            var isCode = place % 2 == 1 && place < parts.Length - 1;
            if (isCode && parts[place].Length > 0)
                written.Append(Backtick).Append(parts[place]).Append(Backtick);
            else if (!isCode)
                Escape(written, place > 0 && place == parts.Length - 1 && parts.Length % 2 == 0 ? $"'{parts[place]}" : parts[place]);
        }

        return written.ToString();
    }

    /// <summary>Code within a line.</summary>
    public static string Code(string text) => $"{Backtick}{text.Replace(Backtick, '\'')}{Backtick}";

    /// <summary>A block of fixed width; the fence cannot be closed from within.</summary>
    public static string Block(IEnumerable<string> lines) => $"```\n{string.Join('\n', lines.Select(line => line.TrimEnd().Replace("```", "'''", StringComparison.Ordinal)))}\n```";

    private static void Escape(StringBuilder written, string text)
    {
        for (var place = 0; place < text.Length; place++)
        {
            if (NeedsEscape(text, place))
                written.Append('\\');
            written.Append(text[place]);
        }
    }

    /// <summary>Signs that mean something only at the start of a line, or before a letter, are left alone elsewhere: fewer backslashes, fewer characters.</summary>
    private static bool NeedsEscape(string text, int place)
    {
        var sign = text[place];
        if (!Signs.Contains(sign, StringComparison.Ordinal))
            return false;
        var startsLine = place == 0 || text[place - 1] == '\n';
        return sign switch
        {
            '-' or '#' or '>' => startsLine,
            ':' => place + 2 < text.Length && text[place + 1] == '/' && text[place + 2] == '/',
            '(' or ')' => place > 0 && text[place - 1] == ']',
            '@' => true,
            _ => true,
        };
    }
}
