using System.Collections.Concurrent;

namespace VramBot.Chat;

/// <summary>Answers that are still being written: what a bot that goes down waits for.</summary>
public sealed class WorkInFlight
{
    private readonly ConcurrentDictionary<Task, bool> running = new();

    /// <summary>How many there are.</summary>
    public int Count => running.Count;

    /// <summary>Keeps a task in mind until it ends; the task says itself what goes wrong with it.</summary>
    public void Track(Task task)
    {
        ArgumentNullException.ThrowIfNull(task);
        if (task.IsCompleted)
            return;
        running[task] = true;
        task.ContinueWith(ended => running.TryRemove(ended, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Waits for all of them, or until there is no more time.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        while (!running.IsEmpty && !cancellationToken.IsCancellationRequested)
            await Task.WhenAny(Task.WhenAll(running.Keys), Task.Delay(Timeout.Infinite, cancellationToken)).ConfigureAwait(false);
    }
}
