namespace VramBot.Discord.Rest;

/// <summary>One request to Discord, before it is sent for the first time.</summary>
/// <param name="Route">Its route.</param>
/// <param name="Path">The path and query below the base address. Holds tokens: never logged.</param>
internal sealed record RestCall(RestRoute Route, string Path)
{
    /// <summary>The top-level resource that its bucket belongs to besides the route: the server, or the interaction's token.</summary>
    public string Resource { get; init; } = string.Empty;

    /// <summary>What is sent; null for nothing.</summary>
    public DiscordBody? Body { get; init; }

    /// <summary>Whether the answer's body is wanted.</summary>
    public bool WantsAnswer { get; init; }

    /// <summary>When an answer no longer counts.</summary>
    public DateTimeOffset Deadline { get; init; } = DateTimeOffset.MaxValue;
}
