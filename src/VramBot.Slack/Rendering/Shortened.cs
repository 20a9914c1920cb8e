namespace VramBot.Slack.Rendering;

/// <summary>Writes plain text of a bounded length: what is too long loses its end, but never half a sign, and never half an escape.</summary>
internal static class Shortened
{
    private const char Ellipsis = '…';

    /// <summary>The text, escaped for Slack, at most so long as it is written.</summary>
    public static string Escaped(string text, int most) => Mrkdwn.Escape(To(text, most, sign => Mrkdwn.LengthOf(sign)));

    /// <summary>The text, or its beginning with an ellipsis.</summary>
    public static string To(string text, int most) => To(text, most, _ => 1);

    private static string To(string text, int most, Func<char, int> lengthOf)
    {
        var (length, end) = (0, 0);
        for (var place = 0; place < text.Length; place++)
        {
            length += lengthOf(text[place]);
            if (length > most)
                return string.Concat(text.AsSpan(0, end > 0 && char.IsHighSurrogate(text[end - 1]) ? end - 1 : end).TrimEnd(), [Ellipsis]);
            if (length <= most - 1)
                end = place + 1;
        }

        return text;
    }
}
