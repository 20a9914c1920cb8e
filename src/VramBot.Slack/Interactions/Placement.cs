namespace VramBot.Slack.Interactions;

/// <summary>Where an answer goes.</summary>
/// <param name="IsPrivate">Whether only the person who asked sees it.</param>
/// <param name="Replaces">Whether it takes the place of the message that was clicked; null where nothing was clicked.</param>
internal sealed record Placement(bool IsPrivate, bool? Replaces = null);
