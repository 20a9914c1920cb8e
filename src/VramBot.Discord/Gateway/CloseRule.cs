namespace VramBot.Discord.Gateway;

/// <summary>What a close code means for the connection after it.</summary>
/// <param name="Code">The code.</param>
/// <param name="Next">What follows.</param>
/// <param name="Meaning">What Discord says with it; for one that stops, what to fix.</param>
internal sealed record CloseRule(int Code, NextStep Next, string Meaning)
{
    /// <summary>The shortest time to wait before the next connection.</summary>
    public TimeSpan Wait { get; init; }
}
