namespace VramBot.Discord.Gateway;

/// <summary>How many sessions a bot may begin. Whoever begins more has all sessions ended and the token reset.</summary>
/// <param name="Total">In a day, over all shards.</param>
/// <param name="Remaining">How many of them are left.</param>
/// <param name="ResetAfter">Milliseconds until they are all there again.</param>
/// <param name="MaxConcurrency">How many may be begun within five seconds.</param>
internal sealed record SessionStartLimit(int Total, int Remaining, long ResetAfter, int MaxConcurrency)
{
    /// <summary>What holds for a bot of ordinary size, where Discord was not asked.</summary>
    public static SessionStartLimit Usual { get; } = new(1000, 1000, (long)TimeSpan.FromDays(1).TotalMilliseconds, 1);
}
