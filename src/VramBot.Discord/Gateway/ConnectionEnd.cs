namespace VramBot.Discord.Gateway;

/// <summary>How a connection ended, and what follows.</summary>
/// <param name="Next">What follows.</param>
/// <param name="Why">The reason, as a sentence for the log; for <see cref="NextStep.Stop"/> what has to be set.</param>
internal sealed record ConnectionEnd(NextStep Next, string Why)
{
    /// <summary>Any code but 1000 and 1001 keeps the session alive.</summary>
    public const int KeepSession = 4000;

    private const int EndSession = 1000;

    /// <summary>The code with which our side closes.</summary>
    public int CloseWith { get; init; } = KeepSession;

    /// <summary>The shortest time to wait before the next connection.</summary>
    public TimeSpan Wait { get; init; }

    /// <summary>The other side was never heard: not the session is at fault but the way to it.</summary>
    public bool IsUnreachable { get; init; }

    /// <summary>It spent one of the day's sessions.</summary>
    public bool HasIdentified { get; init; }

    /// <summary>How long the session was up; none when it never was.</summary>
    public TimeSpan? Lasted { get; init; }

    /// <summary>The bot is going down: the one case in which the session is ended as well.</summary>
    public static ConnectionEnd Leaving { get; } = new(NextStep.Leave, "the bot is going down") { CloseWith = EndSession };

    /// <summary>The connection broke.</summary>
    public static ConnectionEnd Dropped { get; } = new(NextStep.Resume, "the connection was lost");

    /// <summary>Heartbeats stayed without an answer.</summary>
    public static ConnectionEnd Silent { get; } = new(NextStep.Resume, "a heartbeat stayed without an answer");

    /// <summary>A frame that had to come did not.</summary>
    public static ConnectionEnd NotGreeted { get; } = new(NextStep.Resume, "the session was not opened in time");

    /// <summary>Discord asked for it.</summary>
    public static ConnectionEnd Asked { get; } = new(NextStep.Resume, "Discord asked for a new connection");

    /// <summary>The session is not valid now, but may be.</summary>
    public static ConnectionEnd InvalidForNow { get; } = new(NextStep.Resume, "Discord could not take the session up yet");

    /// <summary>The session is gone.</summary>
    public static ConnectionEnd Invalid(TimeSpan wait) => new(NextStep.Identify, "the session is no longer valid") { Wait = wait };

    /// <summary>No connection came about.</summary>
    public static ConnectionEnd Unreachable(string why, TimeSpan wait = default) => new(NextStep.Identify, why) { IsUnreachable = true, Wait = wait };

    /// <summary>Our own fault; the session is as good as it was.</summary>
    public static ConnectionEnd Failed(Exception exception) => new(NextStep.Resume, $"of a fault of its own, {exception.GetType().Name}") { IsUnreachable = true };
}
