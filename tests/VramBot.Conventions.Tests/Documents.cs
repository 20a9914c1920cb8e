using System.Text.RegularExpressions;
using VramBot.Testing;

namespace VramBot.Conventions.Tests;

/// <summary>The pages that people read.</summary>
internal static partial class Documents
{
    /// <summary>Their paths from the repository's root.</summary>
    public static IReadOnlyList<string> Pages { get; } =
    [
        .. Directory.GetFiles(Repository.Root, "*.md").Concat(Directory.GetFiles(Repository.PathOf("docs"), "*.md"))
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    public static string Read(string page) => File.ReadAllText(Repository.PathOf(page)).ReplaceLineEndings("\n");

    /// <summary>The lines to type that a page shows.</summary>
    public static IEnumerable<string> LinesOf(string page) => CommandLine().Matches(Read(page)).Select(match => match.Groups[1].Value + match.Groups[2].Value).Distinct(StringComparer.Ordinal);

    [GeneratedRegex("`(/vram[^`…]*)`|\"(/vram[^\"`…]*)\"")]
    private static partial Regex CommandLine();
}
