namespace VramBot.Chat;

/// <summary>Why no connection came about.</summary>
/// <param name="Why">The reason, as a part of a sentence for the log.</param>
/// <param name="Wait">The shortest time to wait before the next attempt, where the other side named one.</param>
public sealed record ConnectFault(string Why, TimeSpan Wait = default);
