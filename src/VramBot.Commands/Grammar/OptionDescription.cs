using System.Collections.Immutable;

namespace VramBot.Commands.Grammar;

/// <summary>An option of a command, described once for every platform.</summary>
/// <param name="Name">The word before the colon.</param>
/// <param name="Summary">What it takes, in a few words.</param>
/// <param name="Example">A value that works.</param>
public sealed record OptionDescription(string Name, string Summary, string Example)
{
    /// <summary>Other words for it.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>The words that it takes, where it takes only some; empty where it takes numbers or names.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>What is taken when it is left out, in words; null when it must be given.</summary>
    public string? Default { get; init; }

    /// <summary>Whether answers take it into account; an option that is understood but not yet built is answered so.</summary>
    public bool IsBuilt { get; init; } = true;

    /// <summary>Whether it is seldom asked for: a platform that takes only some options of a command leaves these to its text.</summary>
    public bool IsRare { get; init; }

    /// <summary>Whether it is left out where a platform knows by itself what it would say: the person's language.</summary>
    public bool IsKnownByPlatform { get; init; }

    /// <summary>Whether the value may have spaces without quotes: names of models and cards.</summary>
    public bool TakesWords { get; init; }

    /// <summary>Whether the value is another program's switches, which words with a dash go on.</summary>
    public bool TakesSwitches { get; init; }
}
