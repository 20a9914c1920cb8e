namespace VramBot.Discord.Rendering;

/// <summary>Cuts text to a length without cutting a sign in two.</summary>
internal static class Shortened
{
    private const char Ellipsis = '…';

    /// <summary>The text, or its beginning with an ellipsis.</summary>
    public static string To(string text, int most)
    {
        if (text.Length <= most)
            return text;
        var end = char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1;
        return string.Concat(text.AsSpan(0, end).TrimEnd(), [Ellipsis]);
    }
}
