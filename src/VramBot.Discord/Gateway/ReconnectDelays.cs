using VramBot.Chat;

namespace VramBot.Discord.Gateway;

/// <summary>How soon a shard may connect again: at once after an accident, later after each one that follows, and latest where it costs one of the day's sessions.</summary>
/// <param name="random">Spreads the waits.</param>
internal sealed class ReconnectDelays(Random random)
{
    private static readonly TimeSpan Working = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Steady = TimeSpan.FromMinutes(1);

    // Sessions that fall can be resumed: resumes cost nothing, so the first ones come quickly. Behind them, connections that never opened a session.
    private readonly ReconnectBackoff connections = new(
        new(TimeSpan.FromMilliseconds(25), TimeSpan.FromMinutes(1), random), new(TimeSpan.FromMilliseconds(500), TimeSpan.FromMinutes(1), random), Working);

    // Sessions that did not last. A thousand in a day reset the token: at this limit there are 650 at most.
    private readonly Backoff sessions = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(3), random);

    /// <summary>The wait after a connection has ended.</summary>
    /// <param name="end">How it ended.</param>
    /// <param name="identifies">The next connection begins a new session.</param>
    public TimeSpan After(ConnectionEnd end, bool identifies)
    {
        if (end.HasIdentified)
            sessions.Count();
        if (end.Lasted >= Steady)
            sessions.Reset();
        var wait = connections.After(end.Lasted);
        var longer = identifies ? sessions.Delay() : TimeSpan.Zero;
        return new[] { wait, longer, end.Wait }.Max();
    }
}
