namespace VramBot.Chat;

/// <summary>Who asks, in the platform's own ids: for limits alone. Never stored and never logged as it is.</summary>
/// <param name="Platform">Where: <c>discord</c>, <c>slack</c>.</param>
/// <param name="Person">The person's id there.</param>
/// <param name="Server">The server or workspace; null in a direct message.</param>
public sealed record Asker(string Platform, string Person, string? Server)
{
    /// <summary>Where somebody asks, without who.</summary>
    public override string ToString() => Platform;
}
