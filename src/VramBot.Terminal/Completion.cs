using System.Collections.Immutable;
using VramBot.Commands.Grammar;
using VramBot.Core.Catalogs;

namespace VramBot.Terminal;

/// <summary>Completes the last word of a line: commands, options, and the names of the catalogs.</summary>
public sealed class Completion(Catalog catalog)
{
    private const int MostChoices = 8;

    private readonly OptionCompletion values = new(catalog);

    /// <summary>The ways in which the last word of <paramref name="line"/> can go on, the best first; whole words.</summary>
    public ImmutableArray<string> Of(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var words = line.Split(' ');
        var word = words[^1];
        if (words.Length == 1 && word.StartsWith('/'))
            return [.. CommandBook.All.Where(command => command.IsBuilt).Select(command => $"/{command.Name}").Where(name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase))];
        var command = CommandOf(words);
        var sign = word.IndexOf(':', StringComparison.Ordinal);
        if (sign >= 0)
            return command.Find(word[..sign]) is { } option ? [.. values.Of(command, option, word[(sign + 1)..], Trains(words), MostChoices).Select(value => $"{word[..sign]}:{value}")] : [];
        var names = OptionNames(command, word);
        return word.Length == 0 ? names : [.. names, .. values.Of(command, command.Options[0], word, trains: false, MostChoices)];
    }

    /// <summary>Whether a line trains, so that frameworks are offered and not servers.</summary>
    private static bool Trains(string[] words) =>
        Array.Exists(words, word => word.StartsWith("task:", StringComparison.OrdinalIgnoreCase) && word.Length > "task:".Length && !word.EndsWith(":inference", StringComparison.OrdinalIgnoreCase));

    /// <summary>The command that a line begins with, or the estimate.</summary>
    private static CommandDescription CommandOf(string[] words) =>
        CommandBook.All.FirstOrDefault(command => command.IsBuilt && string.Equals(command.Name, words[0].TrimStart('/'), StringComparison.OrdinalIgnoreCase)) is not { } named
            ? CommandBook.Vram
            : named != CommandBook.Vram || words.Length < 3 ? named
            : CommandBook.All.FirstOrDefault(command => command.IsBuilt && string.Equals(command.ShortName, words[1], StringComparison.OrdinalIgnoreCase)) ?? named;

    private static ImmutableArray<string> OptionNames(CommandDescription command, string word) =>
        [.. command.Options.Where(option => option.IsBuilt && option.Name.StartsWith(word, StringComparison.OrdinalIgnoreCase)).Select(option => $"{option.Name}:")];
}
