using System.Diagnostics;

namespace VramBot.Testing;

/// <summary>Lets the made-up time pass while real sockets work: in steps so small beside real time that no wait of a client runs out because the machine is slow.</summary>
public static class TimePump
{
    /// <summary>Real time after which something that must happen has not.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(1);

    /// <summary>Moves the clock until a task is done.</summary>
    public static async Task PassAsync(this FakeTime time, Task until)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(until);

        // What needs no time at all gets the chance to happen first.
        for (var breath = 0; breath < 20 && !until.IsCompleted; breath++)
            await Task.Delay(Breath);
        while (!until.IsCompleted)
        {
            time.Advance(Step);
            await Task.Delay(Breath);
        }

        await until;
    }

    /// <summary>Moves the clock until a task has a result.</summary>
    public static async Task<T> PassAsync<T>(this FakeTime time, Task<T> until)
    {
        ArgumentNullException.ThrowIfNull(until);
        await time.PassAsync((Task)until);
        return await until;
    }

    /// <summary>Moves the clock by a time, step by step; by longer steps where many minutes pass and nothing hangs on a connection that comes late.</summary>
    public static async Task PassAsync(this FakeTime time, TimeSpan by, double step = 0.25)
    {
        ArgumentNullException.ThrowIfNull(time);
        for (var end = time.GetUtcNow() + by; time.GetUtcNow() < end;)
        {
            time.Advance(TimeSpan.FromTicks(Math.Min(TimeSpan.FromSeconds(step).Ticks, (end - time.GetUtcNow()).Ticks)));
            await Task.Delay(Breath);
        }
    }

    /// <summary>Waits in real time alone.</summary>
    public static async Task UntilAsync(Func<bool> condition, Func<string>? what = null)
    {
        ArgumentNullException.ThrowIfNull(condition);
        for (var started = Stopwatch.GetTimestamp(); !condition(); await Task.Delay(Breath))
            if (Stopwatch.GetElapsedTime(started) > Patience)
                throw new TimeoutException(what?.Invoke() ?? "It did not happen.");
    }
}
