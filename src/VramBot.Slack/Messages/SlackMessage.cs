using System.Collections.Immutable;

namespace VramBot.Slack.Messages;

/// <summary>A message as an acknowledgement or a response_url takes it.</summary>
/// <param name="Text">What notifications show and screen readers say.</param>
internal sealed record SlackMessage(string Text)
{
    /// <summary>Only the person who asked sees it.</summary>
    public const string Ephemeral = "ephemeral";

    /// <summary>Everybody in the channel sees it.</summary>
    public const string InChannel = "in_channel";

    /// <summary>Who sees it.</summary>
    public string? ResponseType { get; init; }

    /// <summary>Whether it takes the place of the message that was clicked; null where there is none.</summary>
    public bool? ReplaceOriginal { get; init; }

    /// <summary>The blocks, at most 50; none for a sentence.</summary>
    public ImmutableArray<Block>? Blocks { get; init; }
}
