namespace VramBot.Slack.Interactions;

/// <summary>What a click asks.</summary>
/// <param name="Line">The line.</param>
/// <param name="IsShared">Whether its answer is a message of its own that all see; else it takes the place of the one that was clicked.</param>
internal sealed record Click(string Line, bool IsShared);
