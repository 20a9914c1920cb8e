using System.Collections.Immutable;

namespace VramBot.Commands.Grammar;

/// <summary>A line taken apart: the command and its options in the order in which they were typed.</summary>
/// <param name="Command">The command.</param>
/// <param name="Options">Its options, each at most once.</param>
public sealed record TypedLine(CommandDescription Command, ImmutableArray<TypedOption> Options)
{
    /// <summary>The value of an option, or null.</summary>
    public string? this[string name] => Options.FirstOrDefault(option => option.Description.Name == name)?.Value;

    /// <summary>The line with one option's value replaced, or the option left out when the value is null.</summary>
    public TypedLine With(string name, string? value) => this with
    {
        Options =
        [
            .. Options.Where(option => option.Description.Name != name || value is not null)
                .Select(option => option.Description.Name == name ? option with { Value = value! } : option),
            .. value is not null && this[name] is null && Command.Find(name) is { } added ? [new TypedOption(added, value)] : Array.Empty<TypedOption>(),
        ],
    };

    /// <summary>The line in its normal form, which parses to the same options.</summary>
    public override string ToString() => string.Join(' ', Options.Select(option => $"{option.Description.Name}:{Quote(option.Value)}").Prepend($"/{Command.Name}"));

    private static string Quote(string value) => value.Length == 0 || value.Any(char.IsWhiteSpace) ? $"\"{value}\"" : value;
}
