namespace VramBot.Discord.Messages;

/// <summary>A line of a menu.</summary>
/// <param name="Label">What stands there, at most 100 characters.</param>
/// <param name="Value">What comes back, at most 100 characters, each only once in a menu.</param>
internal sealed record SelectOption(string Label, string Value)
{
    /// <summary>What to know about it, at most 100 characters.</summary>
    public string? Description { get; init; }

    /// <summary>Whether it is chosen to begin with.</summary>
    public bool? Default { get; init; }
}
