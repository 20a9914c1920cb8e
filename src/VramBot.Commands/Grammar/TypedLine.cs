using System.Collections.Immutable;
using System.Text;

namespace VramBot.Commands.Grammar;

/// <summary>A line taken apart: the command and its options in the order in which they were typed.</summary>
/// <param name="Command">The command.</param>
/// <param name="Options">Its options, each at most once.</param>
public sealed record TypedLine(CommandDescription Command, ImmutableArray<TypedOption> Options)
{
    /// <summary>The value of an option, or null.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var option in Options)
                if (option.Description.Name == name)
                    return option.Value;
            return null;
        }
    }

    /// <summary>The line with one option's value replaced, or the option left out when the value is null.</summary>
    public TypedLine With(string name, string? value)
    {
        if (this[name] is { } there)
            return there == value ? this : this with { Options = Changed(name, value) };
        return value is not null && Command.Find(name) is { } added ? this with { Options = Options.Add(new(added, value)) } : this;
    }

    /// <summary>The line in its normal form, which parses to the same options.</summary>
    public override string ToString()
    {
        var line = new StringBuilder(64).Append('/').Append(Command.Name);
        foreach (var option in Options)
        {
            line.Append(' ').Append(option.Description.Name).Append(':');
            if (option.Value.Length == 0 || option.Value.Any(char.IsWhiteSpace))
                line.Append('"').Append(option.Value).Append('"');
            else
                line.Append(option.Value);
        }

        return line.ToString();
    }

    private ImmutableArray<TypedOption> Changed(string name, string? value)
    {
        var options = ImmutableArray.CreateBuilder<TypedOption>(Options.Length);
        foreach (var option in Options)
            if (option.Description.Name != name)
                options.Add(option);
            else if (value is not null)
                options.Add(option with { Value = value });
        return options.DrainToImmutable();
    }
}
