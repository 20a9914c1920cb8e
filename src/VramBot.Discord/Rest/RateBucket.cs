namespace VramBot.Discord.Rest;

/// <summary>One bucket: so many requests, then a wait. Its owner guards it; it never waits itself.</summary>
internal sealed class RateBucket
{
    private int? limit;
    private int? remaining;
    private TimeSpan window = TimeSpan.FromSeconds(1);

    /// <summary>When the present window is over.</summary>
    public DateTimeOffset ResetsAt { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>How long to wait before a request; nothing when there is room.</summary>
    public TimeSpan WaitAt(DateTimeOffset now)
    {
        if (remaining is not null && now >= ResetsAt)
            StartWindow(now);
        return remaining is <= 0 ? ResetsAt - now : TimeSpan.Zero;
    }

    /// <summary>Counts a request that is about to be sent.</summary>
    public void Take() => remaining--;

    /// <summary>Takes over what an answer's headers say.</summary>
    /// <remarks>Answers overtake each other, and Discord does not know what is still under way: within a window the smaller number is the right one.</remarks>
    public void Note(in RateHeaders rate, DateTimeOffset now)
    {
        if (rate is not { Remaining: { } said, ResetAfter: { } after })
            return;
        limit = rate.Limit ?? limit;
        window = after > window ? after : window;
        remaining = now < ResetsAt && remaining < said ? remaining : said;
        if (now + after > ResetsAt)
            ResetsAt = now + after;
    }

    /// <summary>Closes it for a while.</summary>
    public void Close(TimeSpan wait, DateTimeOffset now)
    {
        remaining = 0;
        if (now + wait > ResetsAt)
            ResetsAt = now + wait;
    }

    // Those that waited must not all rush in: the next window holds as many as the last one, until an answer says how long it is.
    private void StartWindow(DateTimeOffset now)
    {
        remaining = limit is > 0 ? limit : 1;
        ResetsAt = now + window;
    }
}
