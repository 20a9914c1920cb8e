using System.Text.RegularExpressions;
using VramBot.Core.Catalogs;

namespace VramBot.Commands.Grammar;

/// <summary>What to ask in the place of a repository that cannot be read: a model of the catalog that its name begins with, or its size.</summary>
public static partial class ModelsInstead
{
    private const string AnySize = "7b";

    /// <summary>The name of something that is known.</summary>
    public static string NameOf(Catalog catalog, string repository)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(repository);
        var name = repository[(repository.IndexOf('/', StringComparison.Ordinal) + 1)..].Split('@')[0];
        var words = Names.Normalize(name).Split('-');
        for (var count = words.Length; count > 0; count--)
            if (ModelLookup.Find(catalog.Models, string.Join('-', words[..count])) is { Entry: { Network: not null, Own: null } family } && (count > 1 || words.Length == 1))
                return TypedNames.Of(family);
        return Size().Match(name) is { Success: true } size ? size.Value.ToLowerInvariant() : AnySize;
    }

    /// <summary>The line with that instead.</summary>
    public static string Line(Catalog catalog, TypedLine line, string repository)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(repository);
        var instead = NameOf(catalog, repository);
        foreach (var option in line.Options)
            if (option.Value.Contains(repository, StringComparison.Ordinal))
                line = line.With(option.Description.Name, option.Value.Replace(repository, instead, StringComparison.Ordinal));
        return line.ToString();
    }

    [GeneratedRegex(@"(?<![A-Za-z0-9.])\d{1,3}x\d{1,3}(\.\d)?b(?![A-Za-z0-9])|(?<![A-Za-z0-9.])\d{1,4}(\.\d{1,2})?[bm](?![A-Za-z0-9])", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Size();
}
