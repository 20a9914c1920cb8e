using System.Collections.Immutable;

namespace VramBot.Discord.Commands;

/// <summary>A slash command as Discord registers it.</summary>
/// <param name="Name">The word after the slash.</param>
/// <param name="Description">What it answers, at most 100 characters.</param>
internal sealed record ApplicationCommand(string Name, string Description)
{
    /// <summary>The type of a slash command.</summary>
    public const int ChatInput = 1;

    /// <summary>The type: a slash command.</summary>
    public int Type { get; init; } = ChatInput;

    /// <summary>The name by language.</summary>
    public ImmutableSortedDictionary<string, string>? NameLocalizations { get; init; }

    /// <summary>The description by language.</summary>
    public ImmutableSortedDictionary<string, string>? DescriptionLocalizations { get; init; }

    /// <summary>Its options, those that must be given first; null where there is none.</summary>
    public ImmutableArray<ApplicationCommandOption>? Options { get; init; }

    /// <summary>Where it can be installed: 0 on a server, 1 by a person; null in a list of one server.</summary>
    public ImmutableArray<int>? IntegrationTypes { get; init; }

    /// <summary>Where it can be used: 0 on a server, 1 with the bot, 2 between people; null in a list of one server.</summary>
    public ImmutableArray<int>? Contexts { get; init; }
}
