using System.Collections.Immutable;
using System.Text.RegularExpressions;
using VramBot.Commands.Guide;
using VramBot.Core.Catalogs;
using VramBot.Core.Engines;

namespace VramBot.Commands.Grammar;

/// <summary>Completes the value of an option: names of the catalogs, an option's own words, numbers that are often asked for.</summary>
public sealed partial class OptionCompletion(Catalog catalog)
{
    private static readonly ImmutableArray<string> Contexts = ["4k", "8k", "16k", "32k", "64k", "128k", "max", "2k", "1k", "256k", "512k", "1M"];
    private static readonly ImmutableArray<string> Counts = ["1", "2", "4", "8", "16", "32", "64", "128", "256", "max"];

    /// <summary>The ways in which a value can go on, the best first; whole values, as they are typed.</summary>
    /// <param name="command">The command that the option is of.</param>
    /// <param name="option">The option.</param>
    /// <param name="typed">What is typed of the value; it may be nothing, or nothing that is known.</param>
    /// <param name="trains">Whether the rest of the line trains, so that frameworks are offered and not servers.</param>
    /// <param name="most">The most values.</param>
    public ImmutableArray<string> Of(CommandDescription command, OptionDescription option, string typed, bool trains, int most)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(option);
        ArgumentNullException.ThrowIfNull(typed);
        var values = command == CommandBook.Compare ? Listed(CompareCommand.OfEstimate(option), typed, trains, most) : Single(command, option, typed, trains, most);
        return [.. values.Distinct(StringComparer.OrdinalIgnoreCase).Take(most)];
    }

    /// <summary>Completes the last of several values with commas between.</summary>
    private IEnumerable<string> Listed(OptionDescription option, string typed, bool trains, int most)
    {
        var start = typed.LastIndexOf(',') + 1;
        return Single(CommandBook.Vram, option, typed[start..].TrimStart(), trains, most).Select(value => typed[..start] + value);
    }

    private IEnumerable<string> Single(CommandDescription command, OptionDescription option, string typed, bool trains, int most) => option.Name switch
    {
        "model" when command == CommandBook.Vram => WithImages(typed, most),
        "model" or "draft" => Models(typed, most),
        "search" when command == CommandBook.Models => WithImages(typed, most),
        "precision" => catalog.WeightFormats.Search(typed, most).Select(TypedNames.Of),
        "search" when command == CommandBook.Formats => catalog.WeightFormats.Search(typed, most).Select(format => format.Id),
        "gpu" => Cards(typed, most),
        "search" when command == CommandBook.Gpus => catalog.Gpus.Search(typed, most).Select(gpu => gpu.Id),
        "search" => catalog.Models.Search(typed, most).Select(model => model.Family).Where(family => family.Length > 0),
        "engine" => KnownEngines.All.Search(typed, KnownEngines.All.All.Length).Where(engine => engine.IsModelled && (trains ? engine.Trains : engine.Serves)).Select(engine => engine.Id),
        "kv" => catalog.CacheFormats.Search(typed, most).Select(format => format.Id),
        "topic" when command == CommandBook.Guide => GuideTopics.Names.Where(name => name.StartsWith(typed, StringComparison.OrdinalIgnoreCase)),
        "topic" => CommandBook.Vram.Options.Select(known => known.Name).Concat(CommandBook.All.Select(known => known.ShortName)).Where(name => name.StartsWith(typed, StringComparison.OrdinalIgnoreCase)),
        "term" => Glossary.GlossaryTerms.All.Search(typed, most).Select(term => term.Id),
        "ctx" => Contexts.Where(tokens => tokens.StartsWith(typed, StringComparison.OrdinalIgnoreCase)),
        "users" => Counts.Where(count => count.StartsWith(typed, StringComparison.Ordinal)),
        _ when option.Choices.Length > 0 => option.Choices.Where(choice => choice.StartsWith(typed, StringComparison.OrdinalIgnoreCase)),
        _ => option.Example.StartsWith(typed, StringComparison.OrdinalIgnoreCase) ? [option.Example] : [],
    };

    /// <summary>Models by the shortest name that is theirs; by their repository where one is being typed, which may be one that the catalog does not have: it is offered as typed, and nobody is asked whether it is there.</summary>
    private IEnumerable<string> Models(string typed, int most)
    {
        var found = catalog.Models.Search(typed, most);
        if (!typed.Contains('/', StringComparison.Ordinal))
            return found.Select(TypedNames.Of);
        var ids = found.Select(model => model.Id);
        return Repository().IsMatch(typed) && catalog.Models.Find(typed) is null ? ids.Prepend(typed) : ids;
    }

    /// <summary>Models, and where something is typed those that make images, which go first when their name begins so.</summary>
    private IEnumerable<string> WithImages(string typed, int most)
    {
        if (Names.Normalize(typed).Length == 0)
            return Models(typed, most);
        var images = catalog.Images.Search(typed, most).Where(model => model.Aliases.Append(model.Id).Any(name => Names.Compact(name).Contains(Names.Compact(typed), StringComparison.Ordinal))).Select(TypedNames.Of).ToList();
        var models = Models(typed, most).ToList();
        return images.Exists(name => name.StartsWith(typed, StringComparison.OrdinalIgnoreCase)) && !models.Exists(name => name.StartsWith(typed, StringComparison.OrdinalIgnoreCase)) ? images.Concat(models) : models.Concat(images);
    }

    /// <summary>Cards, also behind a number of them and behind others: <c>2x30</c>, <c>4090+30</c>.</summary>
    private IEnumerable<string> Cards(string typed, int most)
    {
        var start = Before().Match(typed).Length;
        return catalog.Gpus.Search(typed[start..], most).Select(gpu => typed[..start] + gpu.Id);
    }

    /// <summary>The form of a repository; whether it may be asked for is decided where it is.</summary>
    [GeneratedRegex(@"^(?:https://)?[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9][A-Za-z0-9._/@:-]*$", RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Repository();

    [GeneratedRegex(@"^(?:.*\+)?\s*(?:\d{1,2}\s*[x×]\s*)?", RegexOptions.IgnoreCase)]
    private static partial Regex Before();
}
