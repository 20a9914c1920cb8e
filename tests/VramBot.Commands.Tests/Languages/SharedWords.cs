using System.Text.RegularExpressions;

namespace VramBot.Commands.Tests.Languages;

/// <summary>Finds words that a translation left as they were.</summary>
internal static partial class SharedWords
{
    private const int Run = 4;

    /// <summary>The first four words in a row that both texts have; null when there are none. What stands in backquotes was typed, and lists of names and values have no words in a row.</summary>
    public static string? Of(string english, string other)
    {
        var there = Runs(other).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return english == other ? english : Runs(english).FirstOrDefault(there.Contains);
    }

    private static IEnumerable<string> Runs(string text)
    {
        foreach (Match phrase in Words().Matches(Typed().Replace(text, "`")))
        {
            var words = phrase.Value.Split(' ');
            for (var first = 0; first + Run <= words.Length; first++)
                yield return string.Join(' ', words[first..(first + Run)]);
        }
    }

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex Typed();

    [GeneratedRegex(@"\p{L}[\p{L}'-]*(?: \p{L}[\p{L}'-]*)+")]
    private static partial Regex Words();
}
