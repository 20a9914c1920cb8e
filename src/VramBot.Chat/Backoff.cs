namespace VramBot.Chat;

/// <summary>How long to wait after failures: doubled by each, up to a limit, and spread at random so that many bots do not come back at once.</summary>
/// <param name="first">The longest wait after one failure.</param>
/// <param name="limit">The longest wait of all.</param>
/// <param name="random">Spreads the waits over the upper half.</param>
public sealed class Backoff(TimeSpan first, TimeSpan limit, Random random)
{
    // 2^20 times any first wait is past every limit.
    private const int MostDoublings = 20;

    private int failures;

    /// <summary>The wait that the failures so far call for; none without a failure.</summary>
    public TimeSpan Delay()
    {
        if (failures == 0)
            return TimeSpan.Zero;
        var longest = Math.Min(first.TotalSeconds * (1 << Math.Min(failures - 1, MostDoublings)), limit.TotalSeconds);
        return TimeSpan.FromSeconds(longest * (0.5 + (random.NextDouble() / 2)));
    }

    /// <summary>One more failure.</summary>
    public void Count() => failures++;

    /// <summary>It works again.</summary>
    public void Reset() => failures = 0;
}
