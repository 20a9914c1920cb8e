namespace VramBot.Chat;

/// <summary>The connections that the bot keeps to a platform by itself, for those who ask how they stand: never for decisions about answers.</summary>
public interface IPlatformConnections
{
    /// <summary>What they are, as people call them: <c>Discord's gateway</c>.</summary>
    string Name { get; }

    /// <summary>The platform, as a label of metrics.</summary>
    string Platform { get; }

    /// <summary>Whether there are to be any, as the bot is set.</summary>
    bool IsWanted { get; }

    /// <summary>How many there are to be; zero while that is not known.</summary>
    int Wanted { get; }

    /// <summary>How many are up.</summary>
    int Up { get; }

    /// <summary>Whether enough of them are up: all of the gateway's shards, any one of Socket Mode's.</summary>
    bool IsUp { get; }

    /// <summary>Whether they ever were.</summary>
    bool WasUp { get; }

    /// <summary>Since when they are not; null while they are, and before they ever were.</summary>
    DateTimeOffset? DownSince { get; }

    /// <summary>Why they have stopped for good, and what to set; null while they have not.</summary>
    string? Fatal { get; }
}
