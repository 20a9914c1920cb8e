using VramBot.Chat;

namespace VramBot.Slack.SocketMode;

/// <summary>How soon the next connection is opened: at once after one that held, later after each that did not, and much later where Slack says that there are too many.</summary>
/// <param name="random">Spreads the waits.</param>
internal sealed class ReconnectDelays(Random random)
{
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(10);

    private readonly Backoff falls = new(TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(30), random);
    private readonly Backoff misses = new(TimeSpan.FromMilliseconds(500), TimeSpan.FromMinutes(1), random);
    private readonly Backoff crowds = new(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(15), random);

    /// <summary>The wait after a connection has ended.</summary>
    /// <param name="end">How it ended.</param>
    /// <param name="lasted">How long it was up; none when it never was.</param>
    public TimeSpan After(ConnectionEnd end, TimeSpan? lasted)
    {
        if (lasted is not { } time)
        {
            misses.Count();
        }
        else
        {
            misses.Reset();
            if (time >= Steady)
                falls.Reset();
            falls.Count();
        }

        if (end.Next is NextStep.Retreat)
            crowds.Count();
        else if (lasted >= Steady)
            crowds.Reset();
        var wait = end.Next is NextStep.Retreat ? crowds.Delay() : lasted is null ? misses.Delay() : falls.Delay();
        return wait > end.Wait ? wait : end.Wait;
    }
}
