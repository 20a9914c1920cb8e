namespace VramBot.Discord.Gateway;

/// <summary>The rhythm that keeps a connection alive, and tells when the other side is not.</summary>
internal sealed class Heartbeat(TimeProvider time, Random random)
{
    private volatile bool isAcknowledged = true;

    /// <summary>The other side has heard the last one.</summary>
    public void Acknowledge() => isAcknowledged = true;

    /// <summary>Beats, the first time after a random part of the interval, and returns when a beat is due and the one before was not heard.</summary>
    /// <param name="interval">As Hello said.</param>
    /// <param name="beat">Sends one.</param>
    /// <param name="cancellationToken">The connection has ended.</param>
    public async Task BeatAsync(TimeSpan interval, Func<Task> beat, CancellationToken cancellationToken)
    {
        await Task.Delay(interval * random.NextDouble(), time, cancellationToken);
        while (isAcknowledged)
        {
            isAcknowledged = false;
            await beat();
            await Task.Delay(interval, time, cancellationToken);
        }
    }
}
