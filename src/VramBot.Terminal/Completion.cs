using System.Collections.Immutable;
using VramBot.Commands.Grammar;
using VramBot.Core.Catalogs;
using VramBot.Core.Engines;

namespace VramBot.Terminal;

/// <summary>Completes the last word of a line: commands, options, and the names of the catalogs.</summary>
public sealed class Completion(Catalog catalog)
{
    private const int MostChoices = 8;

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
            return command.Find(word[..sign]) is { } option ? [.. Values(command, option, word[(sign + 1)..], Trains(words)).Select(value => $"{word[..sign]}:{value}")] : [];
        var names = OptionNames(command, word);
        return word.Length == 0 ? names : [.. names, .. Values(command, command.Options[0], word, trains: false)];
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

    private IEnumerable<string> Values(CommandDescription command, OptionDescription option, string typed, bool trains) =>
        command == CommandBook.Compare ? Listed(CompareCommand.OfEstimate(option), typed, trains) : Single(command, option, typed, trains);

    /// <summary>Completes the last of several values with commas between.</summary>
    private IEnumerable<string> Listed(OptionDescription option, string typed, bool trains)
    {
        var start = typed.LastIndexOf(',') + 1;
        return Single(CommandBook.Vram, option, typed[start..], trains).Select(value => typed[..start] + value);
    }

    private IEnumerable<string> Single(CommandDescription command, OptionDescription option, string typed, bool trains) => option.Name switch
    {
        "model" => catalog.Models.Search(typed, MostChoices).Select(model => model.Id),
        "search" when command == CommandBook.Models => catalog.Models.Search(typed, MostChoices).Select(model => model.Id),
        "precision" => catalog.WeightFormats.Search(typed, MostChoices).Select(format => format.Id),
        "search" when command == CommandBook.Formats => catalog.WeightFormats.Search(typed, MostChoices).Select(format => format.Id),
        "gpu" => catalog.Gpus.Search(typed, MostChoices).Select(gpu => gpu.Id),
        "search" => catalog.Gpus.Search(typed, MostChoices).Select(gpu => gpu.Id),
        "engine" => KnownEngines.All.Search(typed, KnownEngines.All.All.Length).Where(engine => engine.IsModelled && (trains ? engine.Trains : engine.Serves)).Select(engine => engine.Id).Take(MostChoices),
        "kv" => catalog.CacheFormats.Search(typed, MostChoices).Select(format => format.Id),
        "topic" => CommandBook.Vram.Options.Select(known => known.Name).Where(name => name.StartsWith(typed, StringComparison.OrdinalIgnoreCase)),
        _ when option.Choices.Length > 0 => option.Choices.Where(choice => choice.StartsWith(typed, StringComparison.OrdinalIgnoreCase)),
        _ => option.Example.StartsWith(typed, StringComparison.OrdinalIgnoreCase) ? [option.Example] : [],
    };
}
