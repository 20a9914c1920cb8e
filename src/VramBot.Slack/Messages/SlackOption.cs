namespace VramBot.Slack.Messages;

/// <summary>A line of a menu.</summary>
/// <param name="Text">What stands there, at most 75 characters.</param>
/// <param name="Value">What comes back, at most 75 characters, each only once in a menu.</param>
internal sealed record SlackOption(SlackText Text, string Value)
{
    /// <summary>What to know about it, at most 75 characters.</summary>
    public SlackText? Description { get; init; }
}
