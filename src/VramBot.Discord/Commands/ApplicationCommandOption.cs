using System.Collections.Immutable;

namespace VramBot.Discord.Commands;

/// <summary>An option of a slash command.</summary>
/// <param name="Type">What it takes: 3 a text, 5 yes or no.</param>
/// <param name="Name">The word before the value.</param>
/// <param name="Description">What it takes, in words, at most 100 characters.</param>
internal sealed record ApplicationCommandOption(int Type, string Name, string Description)
{
    /// <summary>A text.</summary>
    public const int Text = 3;

    /// <summary>Yes or no.</summary>
    public const int Boolean = 5;

    /// <summary>The name by language.</summary>
    public ImmutableSortedDictionary<string, string>? NameLocalizations { get; init; }

    /// <summary>The description by language.</summary>
    public ImmutableSortedDictionary<string, string>? DescriptionLocalizations { get; init; }

    /// <summary>Whether it must be given; null for no.</summary>
    public bool? Required { get; init; }

    /// <summary>The only values that it takes; null where it takes others.</summary>
    public ImmutableArray<CommandChoice>? Choices { get; init; }

    /// <summary>Whether the bot completes it while it is typed; null for no.</summary>
    public bool? Autocomplete { get; init; }
}

/// <summary>A value of an option.</summary>
/// <param name="Name">What is shown.</param>
/// <param name="Value">What is sent.</param>
internal sealed record CommandChoice(string Name, string Value);
