namespace VramBot.Chat;

/// <summary>How soon a lost connection is opened again: almost at once after one that held, later after each that fell at once, later still where none came about.</summary>
/// <param name="falls">The waits after connections that were up.</param>
/// <param name="misses">The waits after connections that never were.</param>
/// <param name="steady">How long a connection has to be up before its fall counts as the first.</param>
public sealed class ReconnectBackoff(Backoff falls, Backoff misses, TimeSpan steady)
{
    /// <summary>The wait after a connection has ended.</summary>
    /// <param name="lasted">How long it was up; none when it never was.</param>
    public TimeSpan After(TimeSpan? lasted)
    {
        if (lasted is not { } time)
        {
            misses.Count();
            return misses.Delay();
        }

        misses.Reset();
        if (time >= steady)
            falls.Reset();
        falls.Count();
        return falls.Delay();
    }
}
