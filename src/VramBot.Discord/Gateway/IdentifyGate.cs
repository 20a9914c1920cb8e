using Microsoft.Extensions.Logging;

namespace VramBot.Discord.Gateway;

/// <summary>Lets shards begin sessions no faster than Discord allows: one in five seconds for each <c>shard_id % max_concurrency</c>, and no more in a day than are left.</summary>
internal sealed partial class IdentifyGate(TimeProvider time, ILogger logger)
{
    /// <summary>Discord's five seconds, and what a frame may be quicker than the one before it.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(5.2);

    private readonly Lock gate = new();
    private readonly Dictionary<int, Bucket> buckets = [];
    private SessionStartLimit limit = SessionStartLimit.Usual;
    private int remaining = SessionStartLimit.Usual.Remaining;
    private DateTimeOffset refilled = time.GetUtcNow() + TimeSpan.FromMilliseconds(SessionStartLimit.Usual.ResetAfter);

    /// <summary>No session is left for now.</summary>
    public bool IsSpent
    {
        get
        {
            lock (gate)
                return UntilRefilled() > TimeSpan.Zero;
        }
    }

    /// <summary>Takes what Discord said last.</summary>
    public void Learn(SessionStartLimit told)
    {
        lock (gate)
        {
            limit = told;
            remaining = told.Remaining;
            refilled = time.GetUtcNow() + TimeSpan.FromMilliseconds(told.ResetAfter);
        }
    }

    /// <summary>Waits for the shard's turn. The bucket stays its own until the turn is used or given back.</summary>
    public async Task<IdentifyTurn> EnterAsync(int shard, CancellationToken cancellationToken)
    {
        var bucket = BucketOf(shard);
        await bucket.Door.WaitAsync(cancellationToken);
        try
        {
            // Delays are cut to whole milliseconds: without one more, the last part of one would be spent spinning.
            while (Take(bucket) is var wait && wait > TimeSpan.Zero)
                await Task.Delay(wait + TimeSpan.FromMilliseconds(1), time, cancellationToken);
        }
        catch
        {
            bucket.Door.Release();
            throw;
        }

        return new(used => Leave(bucket, used));
    }

    private Bucket BucketOf(int shard)
    {
        lock (gate)
        {
            var key = shard % Math.Max(1, limit.MaxConcurrency);
            if (!buckets.TryGetValue(key, out var bucket))
                buckets.Add(key, bucket = new());
            return bucket;
        }
    }

    private TimeSpan Take(Bucket bucket)
    {
        lock (gate)
        {
            var untilRefilled = UntilRefilled();
            if (untilRefilled > TimeSpan.Zero)
                Log.Spent(logger, limit.Total, untilRefilled);
            var untilFree = bucket.Free - time.GetUtcNow();
            var wait = untilRefilled > untilFree ? untilRefilled : untilFree;
            if (wait <= TimeSpan.Zero)
                remaining--;
            return wait;
        }
    }

    private TimeSpan UntilRefilled()
    {
        var now = time.GetUtcNow();
        if (now >= refilled)
        {
            remaining = limit.Total;
            refilled = now + TimeSpan.FromMilliseconds(SessionStartLimit.Usual.ResetAfter);
        }

        return remaining > 0 ? TimeSpan.Zero : refilled - now;
    }

    private void Leave(Bucket bucket, bool used)
    {
        lock (gate)
        {
            if (used)
                bucket.Free = time.GetUtcNow() + Window;
            else
                remaining++;
        }

        bucket.Door.Release();
    }

    private sealed class Bucket
    {
        public SemaphoreSlim Door { get; } = new(1, 1);

        public DateTimeOffset Free { get; set; }
    }

    private static partial class Log
    {
        [LoggerMessage(166, LogLevel.Warning, "All {Total} sessions that Discord allows in a day are used; the next begins in {Wait}")]
        public static partial void Spent(ILogger logger, int total, TimeSpan wait);
    }
}
