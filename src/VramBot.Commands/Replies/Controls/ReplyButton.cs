namespace VramBot.Commands.Replies.Controls;

/// <summary>Something that one click asks.</summary>
/// <param name="Label">What stands on it, short.</param>
/// <param name="Command">The whole command line that it asks.</param>
public sealed record ReplyButton(string Label, string Command)
{
    /// <summary>Whether it is what the answer already shows: a button that cannot be pressed.</summary>
    public bool IsCurrent { get; init; }
}
