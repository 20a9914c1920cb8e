using System.Text.RegularExpressions;
using VramBot.Core;
using VramBot.Core.Languages;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Grammar;

/// <summary>Reads which language a line asks for: before anything else of it, for what is wrong with the rest is said in that language too.</summary>
internal static partial class LineLanguage
{
    /// <summary>The language; null when the line names none that there is.</summary>
    public static Language? Of(string line) =>
        line.Contains(SharedOptions.Language.Name, StringComparison.OrdinalIgnoreCase) || line.Contains("idioma", StringComparison.OrdinalIgnoreCase) || line.Contains("locale", StringComparison.OrdinalIgnoreCase)
            ? Language.Named(Word().Match(line).Groups["tag"].Value)
            : null;

    /// <summary>The line without its language, which no command has to know of.</summary>
    public static TypedLine? Without(TypedLine? line, ICollection<Problem> problems)
    {
        if (line?[SharedOptions.Language.Name] is not { } tag)
            return line;
        if (Language.Named(tag) is null)
            problems.Add(new("lang.unknown", tag, Tr($"I don't speak `{LineReader.Shown(tag)}`: languages are {string.Join(", ", Language.All.Select(language => $"{language.Tag} ({language.Name})"))}.")));
        return line.With(SharedOptions.Language.Name, null);
    }

    [GeneratedRegex(@"(?<=^|\s)-{0,2}(?:lang|language|locale|idioma)[:=]""?(?<tag>[^\s""]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
