namespace VramBot.Discord.Rest;

/// <summary>The limit over everything that is sent with the bot token. Its owner guards it; it never waits itself.</summary>
/// <remarks>Source: Discord's documentation, topics/rate-limits: 50 requests a second for each bot.</remarks>
internal sealed class GlobalRate
{
    private const int RequestsPerSecond = 50;
    private readonly DateTimeOffset[] sent = new DateTimeOffset[RequestsPerSecond];
    private DateTimeOffset pausedUntil = DateTimeOffset.MinValue;
    private int oldest;

    /// <summary>How long to wait before a request; nothing when there is room.</summary>
    public TimeSpan WaitAt(DateTimeOffset now)
    {
        var free = sent[oldest] + TimeSpan.FromSeconds(1);
        var until = free > pausedUntil ? free : pausedUntil;
        return until > now ? until - now : TimeSpan.Zero;
    }

    /// <summary>Counts a request that is about to be sent.</summary>
    public void Take(DateTimeOffset now)
    {
        sent[oldest] = now;
        oldest = (oldest + 1) % RequestsPerSecond;
    }

    /// <summary>Stops everything for a while.</summary>
    public void Pause(TimeSpan wait, DateTimeOffset now)
    {
        if (now + wait > pausedUntil)
            pausedUntil = now + wait;
    }
}
