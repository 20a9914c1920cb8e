using System.Collections.Immutable;
using VramBot.Core;
using VramBot.Core.Catalogs;

namespace VramBot.Commands.Grammar;

/// <summary>A line with the repositories that it names and the catalog does not have under that name.</summary>
/// <param name="Line">The line taken apart.</param>
/// <param name="Names">The repositories as typed: <c>org/name</c>, a link, with a quantization behind a colon.</param>
public sealed record NamedRepositories(TypedLine Line, ImmutableArray<string> Names)
{
    private static readonly ImmutableArray<string> ModelOptions = ["model", "models", "draft"];

    /// <summary>The quantization that the line names; null for none.</summary>
    public string? Precision => Line["precision"];

    /// <summary>The repositories of a line; null when it names none. A line without a slash is passed at once.</summary>
    internal static NamedRepositories? In(string line, LineReader lines, Catalog catalog)
    {
        if (line.Length < 2 || line.IndexOf('/', 1) < 0 || lines.Read(line, new List<Problem>()) is not { } typed || typed.Command == CommandBook.Models)
            return null;
        var names = typed.Options.Where(option => ModelOptions.Contains(option.Description.Name))
            .SelectMany(option => option.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Where(name => name.Contains('/', StringComparison.Ordinal) && catalog.Models.Find(name) is null && catalog.Images.Find(name) is null).Distinct(StringComparer.Ordinal);
        return names.ToImmutableArray() is { IsEmpty: false } found ? new(typed, found) : null;
    }

    /// <summary>The line with a repository under the name by which it was read, and its quantization where that stood behind the name.</summary>
    public NamedRepositories Renamed(string typed, string name, string? quantization)
    {
        var line = Line;
        foreach (var option in Line.Options.Where(option => ModelOptions.Contains(option.Description.Name)))
            line = line.With(option.Description.Name, string.Join(',', option.Value.Split(',').Select(value => value.Trim() == typed ? name : value)));
        return this with { Line = quantization is not null && line["precision"] is null ? line.With("precision", quantization) : line };
    }
}
