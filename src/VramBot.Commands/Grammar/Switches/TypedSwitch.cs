namespace VramBot.Commands.Grammar.Switches;

/// <summary>A switch as typed.</summary>
/// <param name="Name">Its name as typed, with its dashes.</param>
/// <param name="Value">What stands behind it, or null.</param>
/// <param name="Words">Name and value as typed.</param>
/// <param name="Known">The switch; null when the engine has none of this name.</param>
internal sealed record TypedSwitch(string Name, string? Value, string Words, EngineSwitch? Known)
{
    /// <summary>Words that stand alone, in front of the switches or between them.</summary>
    public bool IsStray { get; init; }
}
