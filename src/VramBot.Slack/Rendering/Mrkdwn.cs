using System.Text;
using VramBot.Chat;

namespace VramBot.Slack.Rendering;

/// <summary>
/// Writes a reply's text so that Slack shows it as it is: what stands between backticks stays code, everything else loses its meaning. Slack has no backslash: <c>&amp; &lt; &gt;</c> have escapes, and a sign
/// that would format gets a space of no width, only where it would.
/// </summary>
/// <remarks>Source: Slack, "Formatting text for app surfaces": exactly those three are escaped.</remarks>
internal static class Mrkdwn
{
    private const char Backtick = '`';
    private const char Gap = '\u200B';
    private const string Formatting = "*_~";

    /// <summary>The text with its code kept as code.</summary>
    public static string Of(string text)
    {
        var written = new StringBuilder(text.Length + 16);
        var (start, parts) = (0, text.Split(Backtick));
        for (var place = 0; place < parts.Length; place++)
        {
            var isLast = place == parts.Length - 1;
            if (place % 2 == 0 || isLast)
            {
                // The last backtick of an odd number opens nothing.
                written.Append(isLast && place % 2 == 1 ? "'" : string.Empty);
                Plain(written, text, start, start + parts[place].Length);
            }
            else if (parts[place].Length > 0)
            {
                Escape(written.Append(Backtick), parts[place]).Append(Backtick);
            }
            else
            {
                // Two backticks with nothing between go, but what stood beside them does not join.
                written.Append(Gap);
            }

            start += parts[place].Length + 1;
        }

        return written.ToString();
    }

    /// <summary>The text with its code kept as code, at most so long as it is written.</summary>
    public static string Of(string text, int most)
    {
        var written = Of(text);
        for (var length = Math.Min(text.Length, most); written.Length > most; length -= Math.Max(1, written.Length - most))
            written = Of(Shortened.To(text, Math.Max(1, length)));
        return written;
    }

    /// <summary>A line of a block of fixed width; the fence cannot be closed from within.</summary>
    public static string Fixed(string line) => Escape(line.TrimEnd().Replace("```", "'''", StringComparison.Ordinal));

    /// <summary>Plain text with Slack's three signs escaped, at most so long as it is written; never half an escape.</summary>
    public static string Escape(string text, int most) => Escape(Shortened.To(text, most, LengthOf));

    /// <summary>The three signs that Slack reads, as it wants them written.</summary>
    public static string Escape(string text) => text.AsSpan().ContainsAny('&', '<', '>') ? Escape(new StringBuilder(text.Length + 16), text).ToString() : text;

    /// <summary>How long a sign is when it is written.</summary>
    public static int LengthOf(char sign) => sign switch { '&' => 5, '<' or '>' => 4, _ => 1 };

    private static StringBuilder Escape(StringBuilder written, string text)
    {
        foreach (var sign in text)
            Append(written, sign);
        return written;
    }

    private static StringBuilder Append(StringBuilder written, char sign) => sign switch
    {
        '&' => written.Append("&amp;"),
        '<' => written.Append("&lt;"),
        '>' => written.Append("&gt;"),
        _ => written.Append(sign),
    };

    /// <summary>A stretch of the text that is no code.</summary>
    private static void Plain(StringBuilder written, string text, int start, int end)
    {
        for (var place = start; place < end; place++)
        {
            var isRead = WouldFormat(text, place) || WouldBePicture(text, place) || (text[place] == '>' && (place == 0 || text[place - 1] is '\n'));
            if (isRead)
                written.Append(Gap);
            Append(written, text[place]);
            if (isRead)
                written.Append(Gap);
        }
    }

    /// <summary>A sign opens where no letter stands before it and something behind it, and another one closes it later.</summary>
    private static bool WouldFormat(string text, int place) =>
        Formatting.Contains(text[place], StringComparison.Ordinal)
        && (place == 0 || !char.IsLetterOrDigit(text[place - 1]))
        && place + 1 < text.Length && !char.IsWhiteSpace(text[place + 1])
        && text.IndexOf(text[place], place + 1) > 0;

    /// <summary><c>:name:</c> is a picture.</summary>
    private static bool WouldBePicture(string text, int place)
    {
        if (text[place] != ':')
            return false;
        var end = place + 1;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '-' or '+' or '\''))
            end++;
        return end > place + 1 && end < text.Length && text[end] == ':';
    }
}
