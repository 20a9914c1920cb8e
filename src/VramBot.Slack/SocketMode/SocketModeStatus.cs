namespace VramBot.Slack.SocketMode;

/// <summary>How Socket Mode stands: for readiness, never for decisions.</summary>
public sealed class SocketModeStatus
{
    private int ready;
    private volatile int connections;
    private volatile string? fatal;

    /// <summary>How many connections there are to be; zero when Socket Mode is not used.</summary>
    public int Connections => connections;

    /// <summary>How many are up; for a moment one more while one is renewed.</summary>
    public int Ready => Volatile.Read(ref ready);

    /// <summary>Why Socket Mode has stopped for good, and what to set; none while it has not.</summary>
    public string? Fatal => fatal;

    /// <summary>At least one connection is up: envelopes arrive.</summary>
    public bool IsReady => fatal is null && Ready > 0;

    internal void Open(int count) => connections = count;

    internal void Up() => Interlocked.Increment(ref ready);

    internal void Down() => Interlocked.Decrement(ref ready);

    internal void Fail(string message) => fatal = message;
}
