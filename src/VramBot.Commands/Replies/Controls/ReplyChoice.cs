namespace VramBot.Commands.Replies.Controls;

/// <summary>A line of a menu.</summary>
/// <param name="Label">What stands there.</param>
/// <param name="Command">The whole command line that it asks.</param>
public sealed record ReplyChoice(string Label, string Command)
{
    /// <summary>What to know about it; empty when nothing.</summary>
    public string Description { get; init; } = string.Empty;

    /// <summary>Whether it is what the answer already shows.</summary>
    public bool IsCurrent { get; init; }
}
