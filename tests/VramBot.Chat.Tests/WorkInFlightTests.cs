namespace VramBot.Chat.Tests;

public sealed class WorkInFlightTests
{
    [Fact]
    public async Task Draining_waits_for_all_that_runs()
    {
        var work = new WorkInFlight();
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());
        work.Track(first.Task);
        work.Track(second.Task);
        work.Track(Task.CompletedTask);
        Assert.Equal(2, work.Count);

        var draining = work.DrainAsync(TestContext.Current.CancellationToken);
        first.SetResult();
        Assert.False(draining.IsCompleted);
        second.SetException(new InvalidOperationException());
        await draining;
        Assert.Equal(0, work.Count);
    }

    [Fact]
    public async Task Draining_ends_when_there_is_no_more_time()
    {
        var work = new WorkInFlight();
        work.Track(new TaskCompletionSource().Task);
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(20));
        await work.DrainAsync(soon.Token);
        Assert.Equal(1, work.Count);
    }
}
