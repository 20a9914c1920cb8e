using System.Collections.Immutable;

namespace VramBot.Discord.Messages;

/// <summary>A message as Discord takes it.</summary>
internal sealed record DiscordMessage
{
    /// <summary>Only the person who asked sees it.</summary>
    public const int Ephemeral = 64;

    /// <summary>Plain text, at most 2,000 characters.</summary>
    public string? Content { get; init; }

    /// <summary>The embeds, at most ten.</summary>
    public ImmutableArray<Embed> Embeds { get; init; } = [];

    /// <summary>The rows of components, at most five; an empty list takes away those that were there.</summary>
    public ImmutableArray<Component> Components { get; init; } = [];

    /// <summary>Who is told of it: nobody, whatever the text says.</summary>
    public AllowedMentions AllowedMentions { get; init; } = AllowedMentions.None;

    /// <summary>Flags; null where an edit leaves them as they are.</summary>
    public int? Flags { get; init; }
}
