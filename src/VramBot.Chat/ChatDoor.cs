namespace VramBot.Chat;

/// <summary>A way in from a chat platform, as far as it stands open.</summary>
/// <param name="Platform">The platform's name.</param>
/// <param name="Status">Whether it is open, and what to set if it is not: a sentence for the log, without any secret.</param>
public sealed record ChatDoor(string Platform, string Status);
