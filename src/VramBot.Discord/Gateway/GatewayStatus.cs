namespace VramBot.Discord.Gateway;

/// <summary>How the gateway stands: for readiness, never for decisions.</summary>
public sealed class GatewayStatus
{
    private int ready;
    private volatile int shards;
    private volatile string? fatal;

    /// <summary>How many shards this process is to have; zero while that is not known, and when the gateway is not used.</summary>
    public int Shards => shards;

    /// <summary>How many of them have a session that is up.</summary>
    public int Ready => Volatile.Read(ref ready);

    /// <summary>Why the gateway has stopped for good, and what to set; none while it has not.</summary>
    public string? Fatal => fatal;

    /// <summary>Every shard is up.</summary>
    public bool IsReady => fatal is null && shards > 0 && Ready == shards;

    internal void Open(int count) => shards = count;

    internal void Up() => Interlocked.Increment(ref ready);

    internal void Down() => Interlocked.Decrement(ref ready);

    internal void Fail(string message) => fatal = message;
}
