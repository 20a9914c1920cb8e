using System.Collections.Immutable;

namespace VramBot.Commands.Grammar;

/// <summary>A command, described once: platforms, completion, help and the README follow it.</summary>
/// <param name="Name">The word after the slash.</param>
/// <param name="Summary">What it answers.</param>
/// <param name="Own">Its own options; words before the first option belong to the first of them.</param>
public sealed record CommandDescription(string Name, string Summary, ImmutableArray<OptionDescription> Own)
{
    /// <summary>Its own options and those that every command has.</summary>
    public ImmutableArray<OptionDescription> Options { get; } = Own.Add(SharedOptions.Language);

    /// <summary>Whole lines that work.</summary>
    public required ImmutableArray<string> Examples { get; init; }

    /// <summary>Whether it answers; a command that is known but not yet built says so.</summary>
    public bool IsBuilt { get; init; } = true;

    /// <summary>The word that reaches it behind <c>/vram</c>: <c>gpus</c> for <c>/vram-gpus</c>.</summary>
    public string ShortName => Name.StartsWith("vram-", StringComparison.Ordinal) ? Name["vram-".Length..] : Name;

    /// <summary>The option of this name or alias, or null.</summary>
    public OptionDescription? Find(string name) =>
        Options.FirstOrDefault(option => string.Equals(option.Name, name, StringComparison.OrdinalIgnoreCase)
            || option.Aliases.Any(alias => string.Equals(alias, name, StringComparison.OrdinalIgnoreCase)));
}
