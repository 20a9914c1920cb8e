using VramBot.Chat;

namespace VramBot.Slack.SocketMode;

/// <summary>How soon the next connection is opened: at once after one that held, later after each that did not, and much later where Slack says that there are too many.</summary>
/// <param name="random">Spreads the waits.</param>
internal sealed class ReconnectDelays(Random random)
{
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(10);

    private readonly ReconnectBackoff connections = new(
        new(TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(30), random), new(TimeSpan.FromMilliseconds(500), TimeSpan.FromMinutes(1), random), Steady);

    private readonly Backoff crowds = new(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(15), random);

    /// <summary>The wait after a connection has ended.</summary>
    /// <param name="end">How it ended.</param>
    /// <param name="lasted">How long it was up; none when it never was.</param>
    public TimeSpan After(ConnectionEnd end, TimeSpan? lasted)
    {
        var wait = connections.After(lasted);
        if (end.Next is NextStep.Retreat)
            crowds.Count();
        else if (lasted >= Steady)
            crowds.Reset();
        if (end.Next is NextStep.Retreat)
            wait = crowds.Delay();
        return wait > end.Wait ? wait : end.Wait;
    }
}
