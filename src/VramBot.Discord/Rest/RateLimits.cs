namespace VramBot.Discord.Rest;

/// <summary>All of Discord's limits, as learned from its answers: who may send now, and who waits how long.</summary>
/// <remarks>A callback passes by: its token sends it once, so that the only limit it can meet is the one that its own answer tells.</remarks>
internal sealed class RateLimits(TimeProvider time)
{
    private static readonly TimeSpan PruneEvery = TimeSpan.FromSeconds(30);
    private readonly Lock gate = new();
    private readonly Dictionary<RestRoute, string> names = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(string Name, string Resource), RateBucket> buckets = [];
    private readonly GlobalRate global = new();
    private DateTimeOffset prunedAt = time.GetUtcNow();

    /// <summary>How many buckets are remembered.</summary>
    public int Buckets
    {
        get
        {
            lock (gate)
                return buckets.Count;
        }
    }

    /// <summary>Lets a request go, and counts it; or says how long to wait before asking again.</summary>
    public TimeSpan Take(RestCall call)
    {
        if (call.Route.Family == RestFamily.Callback)
            return TimeSpan.Zero;
        lock (gate)
        {
            var now = time.GetUtcNow();
            Prune(now);
            var bucket = BucketOf(call);
            var wait = bucket.WaitAt(now);
            if (call.Route.Family == RestFamily.Bot && global.WaitAt(now) is var all && all > wait)
                wait = all;
            if (wait > TimeSpan.Zero)
                return wait;
            bucket.Take();
            if (call.Route.Family == RestFamily.Bot)
                global.Take(now);
            return TimeSpan.Zero;
        }
    }

    /// <summary>Learns from an answer.</summary>
    public void Note(RestCall call, in RateHeaders rate)
    {
        if (call.Route.Family == RestFamily.Callback || rate is { Bucket: null, Remaining: null })
            return;
        lock (gate)
        {
            if (rate.Bucket is { } name && names.GetValueOrDefault(call.Route) != name)
            {
                buckets.Remove(KeyOf(call));
                names[call.Route] = name;
            }

            BucketOf(call).Note(rate, time.GetUtcNow());
        }
    }

    /// <summary>Learns from a 429.</summary>
    public void Note(RestCall call, RateRefusal refusal)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (refusal.IsGlobal)
                global.Pause(refusal.Wait, now);
            else if (call.Route.Family != RestFamily.Callback)
                BucketOf(call).Close(refusal.Wait, now);
        }
    }

    // Until an answer tells the bucket's name, a route is its own.
    private (string Name, string Resource) KeyOf(RestCall call) => (names.GetValueOrDefault(call.Route, call.Route.Template), call.Resource);

    private RateBucket BucketOf(RestCall call)
    {
        var key = KeyOf(call);
        if (buckets.TryGetValue(key, out var known))
            return known;
        return buckets[key] = new();
    }

    // Interactions' tokens die after 15 minutes. A bucket whose window is long over says nothing any more.
    private void Prune(DateTimeOffset now)
    {
        if (now - prunedAt < PruneEvery)
            return;
        prunedAt = now;
        foreach (var (key, bucket) in buckets)
            if (bucket.ResetsAt + PruneEvery < now)
                buckets.Remove(key);
    }
}
