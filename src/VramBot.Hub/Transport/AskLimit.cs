using Microsoft.Extensions.Options;

namespace VramBot.Hub.Transport;

/// <summary>How many models one person may have read in a minute: a bucket each, filled evenly.</summary>
internal sealed class AskLimit(IOptions<HubOptions> options, TimeProvider time) : IAskLimit
{
    // Past this many, those whose buckets are full again are forgotten.
    private const int Many = 1024;

    private readonly Lock gate = new();
    private readonly Dictionary<string, (double Tokens, DateTimeOffset At)> buckets = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public TimeSpan? Take(string person)
    {
        var most = options.Value.ReadsPerMinute;
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (buckets.Count >= Many)
                Forget(now);
            var tokens = buckets.TryGetValue(person, out var bucket) ? Math.Min(most, bucket.Tokens + ((now - bucket.At).TotalMinutes * most)) : most;
            if (tokens < 1)
                return TimeSpan.FromMinutes((1 - tokens) / most);
            buckets[person] = (tokens - 1, now);
            return null;
        }
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (person, bucket) in buckets)
            if (now - bucket.At > TimeSpan.FromMinutes(1))
                buckets.Remove(person);
    }
}
