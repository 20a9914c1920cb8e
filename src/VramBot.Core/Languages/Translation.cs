namespace VramBot.Core.Languages;

/// <summary>Says in the language that is spoken what stands in the code in English: <c>using static</c> it where people are spoken to.</summary>
/// <remarks>
/// The English text is the key. Of an interpolated text it is the text with its holes numbered: <c>Tr($"{tokens} tokens: {total}")</c> is found under <c>{0} tokens: {1}</c>, and the translation may put
/// them in another order. Numbers in the holes are written as the language writes them. A text that a language lacks is said in English.
/// </remarks>
public static class Translation
{
    /// <summary>A text without holes.</summary>
    public static string Tr(string english)
    {
        ArgumentNullException.ThrowIfNull(english);
        var language = Language.Current;
        return ReferenceEquals(language, Language.English) ? english : language.Of(english);
    }

    /// <summary>Marks a text that stands in a table and is said later, by <see cref="Tr(string)"/>: it is the same text.</summary>
    public static string Later(string english) => english;

    /// <summary>A text with holes.</summary>
    public static string Tr(ref TranslatedText text) => text.Said();

    /// <summary>One of two texts, by number: <c>Tr(count, $"{count} card", $"{count} cards")</c>.</summary>
    public static string Tr(long count, ref TranslatedText one, ref TranslatedText many) => count == 1 ? one.Said() : many.Said();
}
