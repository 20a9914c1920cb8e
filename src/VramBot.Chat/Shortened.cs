namespace VramBot.Chat;

/// <summary>Cuts text to a length without cutting a sign in two: what is too long loses its end.</summary>
public static class Shortened
{
    private const char Ellipsis = '…';

    /// <summary>The text, or its beginning with an ellipsis.</summary>
    public static string To(string text, int most) => To(text, most, _ => 1);

    /// <summary>The same, where a platform writes some signs longer than they are.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">The most signs that are written.</param>
    /// <param name="lengthOf">How many signs a sign is written with; one for the ellipsis.</param>
    public static string To(string text, int most, Func<char, int> lengthOf)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(lengthOf);
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
