using VramBot.Chat;

namespace VramBot.Discord.Gateway;

/// <summary>How soon a shard may connect again: at once after an accident, later after each one that follows, and latest where it costs one of the day's sessions.</summary>
/// <param name="random">Spreads the waits.</param>
internal sealed class ReconnectDelays(Random random)
{
    private static readonly TimeSpan Working = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Steady = TimeSpan.FromMinutes(1);

    // Sessions that fall and can be resumed: resumes cost nothing, so the first ones come quickly.
    private readonly Backoff falls = new(TimeSpan.FromMilliseconds(25), TimeSpan.FromMinutes(1), random);

    // Connections that never opened a session.
    private readonly Backoff misses = new(TimeSpan.FromMilliseconds(500), TimeSpan.FromMinutes(1), random);

    // Sessions that did not last. A thousand in a day reset the token: at this limit there are 650 at most.
    private readonly Backoff sessions = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(3), random);

    /// <summary>The wait after a connection has ended.</summary>
    /// <param name="end">How it ended.</param>
    /// <param name="identifies">The next connection begins a new session.</param>
    public TimeSpan After(ConnectionEnd end, bool identifies)
    {
        if (end.HasIdentified)
            sessions.Count();
        if (end.Lasted is not { } lasted)
            misses.Count();
        else
            Fell(lasted);

        var wait = end.Lasted is null ? misses.Delay() : falls.Delay();
        var longer = identifies ? sessions.Delay() : TimeSpan.Zero;
        return new[] { wait, longer, end.Wait }.Max();
    }

    private void Fell(TimeSpan lasted)
    {
        misses.Reset();
        if (lasted >= Working)
            falls.Reset();
        if (lasted >= Steady)
            sessions.Reset();
        falls.Count();
    }
}
