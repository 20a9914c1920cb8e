using System.Diagnostics;
using VramBot.Testing;

namespace VramBot.Discord.Tests.Loopback;

/// <summary>Lets the made-up time pass while real sockets work: in steps so small beside real time that no wait of the client runs out because the machine is slow.</summary>
internal static class GatewayPump
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(1);

    /// <summary>Moves the clock until a task is done.</summary>
    public static async Task PassAsync(this FakeTime time, Task until)
    {
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
        await time.PassAsync((Task)until);
        return await until;
    }

    /// <summary>Moves the clock by a time, step by step; by longer steps where many minutes pass and nothing hangs on a connection that comes late.</summary>
    public static async Task PassAsync(this FakeTime time, TimeSpan by, double step = 0.25)
    {
        for (var end = time.GetUtcNow() + by; time.GetUtcNow() < end;)
        {
            time.Advance(TimeSpan.FromTicks(Math.Min(TimeSpan.FromSeconds(step).Ticks, (end - time.GetUtcNow()).Ticks)));
            await Task.Delay(Breath);
        }
    }

    /// <summary>Waits in real time alone.</summary>
    public static async Task UntilAsync(Func<bool> condition)
    {
        for (var started = Stopwatch.GetTimestamp(); !condition(); await Task.Delay(Breath))
            Assert.True(Stopwatch.GetElapsedTime(started) < GatewayPeer.Patience, "It did not happen.");
    }
}
