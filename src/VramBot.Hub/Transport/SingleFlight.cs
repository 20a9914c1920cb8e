using System.Collections.Concurrent;

namespace VramBot.Hub.Transport;

/// <summary>Work that several ask for at once is done once; it is given up when nobody waits for it any more.</summary>
/// <typeparam name="TKey">What tells one work from another.</typeparam>
/// <typeparam name="TValue">What it gives.</typeparam>
internal sealed class SingleFlight<TKey, TValue>
    where TKey : notnull
{
    private readonly Lock gate = new();
    private readonly Dictionary<TKey, Flight> flights = [];

    /// <summary>Joins the work of a key, or begins it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="work">The work; told whom to tell of its progress.</param>
    /// <param name="progress">Told how far it is; null for nobody.</param>
    /// <param name="cancellationToken">Stops waiting; the work goes on for the others.</param>
    public async Task<TValue> RunAsync(TKey key, Func<IProgress<HubProgress>, CancellationToken, Task<TValue>> work, IProgress<HubProgress>? progress, CancellationToken cancellationToken)
    {
        var flight = Join(key, work, progress);
        try
        {
            return await flight.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            Leave(key, flight);
        }
    }

    private Flight Join(TKey key, Func<IProgress<HubProgress>, CancellationToken, Task<TValue>> work, IProgress<HubProgress>? progress)
    {
        lock (gate)
        {
            // One that has ended and not been left by all is nothing to join.
            if (!flights.TryGetValue(key, out var flight) || flight.Task.IsCompleted)
            {
                flights[key] = flight = new();
                flight.Begin(work);
            }

            flight.Waiting++;
            if (progress is not null)
                flight.Listeners.Add(progress);
            return flight;
        }
    }

    private void Leave(TKey key, Flight flight)
    {
        lock (gate)
        {
            if (--flight.Waiting > 0)
                return;
            if (flights.GetValueOrDefault(key) == flight)
                flights.Remove(key);
        }

        flight.End();
    }

    private sealed class Flight : IProgress<HubProgress>, IDisposable
    {
        private readonly CancellationTokenSource nobody = new();

        public int Waiting { get; set; }

        public ConcurrentBag<IProgress<HubProgress>> Listeners { get; } = [];

        public Task<TValue> Task { get; private set; } = null!;

        // Off the lock: the work's beginning may take a while.
        public void Begin(Func<IProgress<HubProgress>, CancellationToken, Task<TValue>> work) => Task = System.Threading.Tasks.Task.Run(() => work(this, nobody.Token));

        public void Report(HubProgress value)
        {
            foreach (var listener in Listeners)
                listener.Report(value);
        }

        public void End()
        {
            nobody.Cancel();
            // Nobody is there to hear of its fault; it has been seen.
            _ = Task.ContinueWith(static (done, flight) => { _ = done.Exception; ((Flight)flight!).Dispose(); }, this, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        public void Dispose() => nobody.Dispose();
    }
}
