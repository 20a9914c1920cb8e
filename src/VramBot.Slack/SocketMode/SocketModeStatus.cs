namespace VramBot.Slack.SocketMode;

/// <summary>How Socket Mode stands: for readiness, never for decisions.</summary>
/// <param name="time">The clock.</param>
public sealed class SocketModeStatus(TimeProvider? time = null)
{
    private readonly TimeProvider time = time ?? TimeProvider.System;
    private readonly Lock gate = new();
    private int ready;
    private volatile int connections;
    private volatile string? fatal;
    private (bool WasReady, DateTimeOffset? Since) lost;

    /// <summary>How many connections there are to be; zero when Socket Mode is not used.</summary>
    public int Connections => connections;

    /// <summary>How many are up; for a moment one more while one is renewed.</summary>
    public int Ready => Volatile.Read(ref ready);

    /// <summary>Why Socket Mode has stopped for good, and what to set; none while it has not.</summary>
    public string? Fatal => fatal;

    /// <summary>At least one connection is up: envelopes arrive.</summary>
    public bool IsReady => fatal is null && Ready > 0;

    /// <summary>Whether one ever was up, and since when none is any more: no time while one is.</summary>
    public (bool WasReady, DateTimeOffset? Since) Lost
    {
        get
        {
            lock (gate)
                return lost;
        }
    }

    internal void Open(int count) => connections = count;

    internal void Up() => Change(1);

    internal void Down() => Change(-1);

    internal void Fail(string message) => fatal = message;

    private void Change(int by)
    {
        lock (gate)
        {
            ready += by;
            if (IsReady)
                lost = (true, null);
            else if (lost is { WasReady: true, Since: null })
                lost = (true, time.GetUtcNow());
        }
    }
}
