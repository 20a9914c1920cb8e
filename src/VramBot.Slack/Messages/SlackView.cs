using System.Collections.Immutable;

namespace VramBot.Slack.Messages;

/// <summary>A form.</summary>
/// <param name="Title">Its title, at most 24 characters.</param>
/// <param name="Blocks">At most 100.</param>
internal sealed record SlackView(SlackText Title, ImmutableArray<Block> Blocks)
{
    /// <summary>The kind: one that lies over everything.</summary>
    public string Type { get; init; } = "modal";

    /// <summary>Which form it is, for the one who reads what was sent.</summary>
    public string? CallbackId { get; init; }

    /// <summary>What stands on the button that sends it; null where there is nothing to send.</summary>
    public SlackText? Submit { get; init; }

    /// <summary>What stands on the button that closes it.</summary>
    public SlackText? Close { get; init; }

    /// <summary>What it brings back, at most 3,000 characters.</summary>
    public string? PrivateMetadata { get; init; }
}
