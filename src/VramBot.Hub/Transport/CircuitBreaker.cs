namespace VramBot.Hub.Transport;

/// <summary>Leaves a hub alone that failed several times in a row, or that asks for it; one request at a time then tries whether it is well again.</summary>
internal sealed class CircuitBreaker(TimeProvider time)
{
    private const int MostFailures = 5;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(60);

    private readonly Lock gate = new();
    private int failures;
    private DateTimeOffset until;
    private bool isTrying;

    /// <summary>Runs a request, unless the hub is being left alone.</summary>
    /// <exception cref="HubException">The request failed, or was not made.</exception>
    public async Task<T> GuardAsync<T>(Func<Task<T>> request)
    {
        var isTrial = Enter();
        try
        {
            var answer = await request();
            Leave(isTrial, wasWell: true, null);
            return answer;
        }
        catch (HubException exception)
        {
            var isIll = exception.Failure is HubFailure.Unreachable or HubFailure.TimedOut;
            Leave(isTrial, !isIll, exception.Failure == HubFailure.RateLimited ? exception.RetryAfter ?? UsualWait : null);
            throw;
        }
        catch (OperationCanceledException)
        {
            // Whoever asked went away: that says nothing of the hub.
            Leave(isTrial, wasWell: null, null);
            throw;
        }
    }

    private bool Enter()
    {
        lock (gate)
        {
            var wait = until - time.GetUtcNow();
            if (wait > TimeSpan.Zero || (failures >= MostFailures && isTrying))
                throw new HubException(HubFailure.Resting, retryAfter: wait > TimeSpan.Zero ? wait : Rest);
            return isTrying = failures >= MostFailures;
        }
    }

    private void Leave(bool isTrial, bool? wasWell, TimeSpan? asked)
    {
        lock (gate)
        {
            if (isTrial)
                isTrying = false;
            failures = wasWell switch { true => 0, false => Math.Min(failures + 1, MostFailures), null => failures };
            var wait = asked ?? (wasWell == false && failures >= MostFailures ? Rest : TimeSpan.Zero);
            if (wait > TimeSpan.Zero)
                until = time.GetUtcNow() + wait;
        }
    }
}
