namespace VramBot.Slack.SocketMode;

/// <summary>How patient Socket Mode is.</summary>
internal sealed record SocketModeTiming
{
    /// <summary>How long a new connection may take to say hello.</summary>
    public TimeSpan Hello { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often the other side is asked for a sign of life. On the real clock.</summary>
    public TimeSpan PingEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long it may owe one: with the time before the ping, half a minute of silence is the end. On the real clock.</summary>
    public TimeSpan PingPatience { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a connection that was replaced is kept for what Slack still sends over it.</summary>
    public TimeSpan Linger { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest time that a connection which ends waits for its envelopes to be answered: Slack waits three seconds for each.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long after an acknowledgement a broken connection means that it may not have arrived.</summary>
    public TimeSpan Doubt { get; init; } = TimeSpan.FromSeconds(2);
}
