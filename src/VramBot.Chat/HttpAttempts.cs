namespace VramBot.Chat;

/// <summary>Sends a request once, in bounded time, and tells a fault of the way from one of the other side.</summary>
/// <param name="client">Sends it.</param>
/// <param name="time">The clock.</param>
/// <param name="patience">How long it may take, its answer's body included.</param>
public sealed class HttpAttempts(HttpClient client, TimeProvider time, TimeSpan patience)
{
    /// <summary>Sends it.</summary>
    /// <param name="request">The request; disposed of here.</param>
    /// <param name="deadline">When an answer no longer counts.</param>
    /// <param name="read">Reads the answer.</param>
    /// <param name="fail">What it is when there is no answer.</param>
    /// <param name="cancellationToken">The caller gives up.</param>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<T> SendAsync<T>(
        HttpRequestMessage request, DateTimeOffset deadline, Func<HttpResponseMessage, CancellationToken, Task<T>> read, Func<AttemptFault, T> fail, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(fail);
        var left = deadline - time.GetUtcNow();
        using var timeout = new CancellationTokenSource(left >= patience ? patience : left < TimeSpan.Zero ? TimeSpan.Zero : left, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var sent = request;
        sent.Version = client.DefaultRequestVersion;
        sent.VersionPolicy = client.DefaultVersionPolicy;
        try
        {
            using var response = await client.SendAsync(sent, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            return await read(response, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return fail(new(exception, TimedOut: true, NeverSent: false));
        }
        catch (HttpRequestException exception)
        {
            var never = exception.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;
            return fail(new(exception, TimedOut: false, NeverSent: never));
        }
        catch (IOException exception)
        {
            return fail(new(exception, TimedOut: false, NeverSent: false));
        }
    }
}
