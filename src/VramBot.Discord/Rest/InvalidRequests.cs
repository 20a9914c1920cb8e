using System.Net;

namespace VramBot.Discord.Rest;

/// <summary>Counts refused requests, so that the bot stops long before Discord locks its address out.</summary>
/// <remarks>Source: Discord's documentation, topics/rate-limits: 10,000 answers of 401, 403 or 429 in ten minutes; 429 of scope <c>shared</c> do not count.</remarks>
internal sealed class InvalidRequests(TimeProvider time, int most)
{
    private const int Minutes = 10;
    private readonly Lock gate = new();
    private readonly int[] counts = new int[Minutes];
    private long minute = MinuteAt(time.GetUtcNow());
    private int sum;

    /// <summary>Whether nothing more should be sent for now.</summary>
    public bool AreTooMany
    {
        get
        {
            if (Volatile.Read(ref sum) < most)
                return false;
            lock (gate)
            {
                Turn();
                return sum >= most;
            }
        }
    }

    /// <summary>Counts an answer, if it is one of those.</summary>
    public void Note(HttpStatusCode status, bool shared)
    {
        if (shared || status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests))
            return;
        lock (gate)
        {
            Turn();
            counts[minute % Minutes]++;
            sum++;
        }
    }

    private static long MinuteAt(DateTimeOffset now) => now.ToUnixTimeSeconds() / 60;

    private void Turn()
    {
        var now = MinuteAt(time.GetUtcNow());
        for (var passed = Math.Max(minute + 1, now - Minutes + 1); passed <= now; passed++)
        {
            sum -= counts[passed % Minutes];
            counts[passed % Minutes] = 0;
        }

        minute = Math.Max(minute, now);
    }
}
