namespace VramBot.Discord.Gateway;

/// <summary>How the gateway stands: for readiness, never for decisions.</summary>
/// <param name="time">The clock.</param>
public sealed class GatewayStatus(TimeProvider? time = null)
{
    private readonly TimeProvider time = time ?? TimeProvider.System;
    private readonly Lock gate = new();
    private int ready;
    private volatile int shards;
    private volatile string? fatal;
    private (bool WasReady, DateTimeOffset? Since) lost;

    /// <summary>How many shards this process is to have; zero while that is not known, and when the gateway is not used.</summary>
    public int Shards => shards;

    /// <summary>How many of them have a session that is up.</summary>
    public int Ready => Volatile.Read(ref ready);

    /// <summary>Why the gateway has stopped for good, and what to set; none while it has not.</summary>
    public string? Fatal => fatal;

    /// <summary>Every shard is up.</summary>
    public bool IsReady => fatal is null && shards > 0 && Ready == shards;

    /// <summary>Whether every shard ever was, and since when not every one is any more: none while they are.</summary>
    public (bool WasReady, DateTimeOffset? Since) Lost
    {
        get
        {
            lock (gate)
                return lost;
        }
    }

    internal void Open(int count) => shards = count;

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
