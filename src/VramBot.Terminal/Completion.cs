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
        var word = line[(line.LastIndexOf(' ') + 1)..];
        if (word.StartsWith('/') && !line.Contains(' ', StringComparison.Ordinal))
            return [.. CommandBook.All.Where(command => command.IsBuilt).Select(command => $"/{command.Name}").Where(name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase))];
        var sign = word.IndexOf(':', StringComparison.Ordinal);
        return sign < 0 ? OptionNames(word) : Values(word[..sign], word[(sign + 1)..]);
    }

    private static ImmutableArray<string> OptionNames(string word) =>
        [.. CommandBook.Vram.Options.Where(option => option.IsBuilt && option.Name.StartsWith(word, StringComparison.OrdinalIgnoreCase)).Select(option => $"{option.Name}:")];

    private ImmutableArray<string> Values(string name, string typed)
    {
        if (CommandBook.Vram.Find(name) is not { } option)
            return [];
        IEnumerable<string> names = option.Name switch
        {
            "model" => catalog.Models.Search(typed, MostChoices).Select(model => model.Id),
            "precision" => catalog.WeightFormats.Search(typed, MostChoices).Select(format => format.Id),
            "gpu" => catalog.Gpus.Search(typed, MostChoices).Select(gpu => gpu.Id),
            "engine" => KnownEngines.All.Search(typed, MostChoices).Where(engine => engine.IsModelled).Select(engine => engine.Id),
            "kv" => catalog.CacheFormats.Search(typed, MostChoices).Select(format => format.Id),
            _ => [option.Example],
        };
        return [.. names.Select(value => $"{name}:{value}")];
    }
}
