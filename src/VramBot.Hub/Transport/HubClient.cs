using System.Net;
using System.Net.Http.Headers;

namespace VramBot.Hub.Transport;

/// <summary>Asks a hub for files and for parts of them, never for more than wanted, and never anywhere but there and where it points over https.</summary>
internal sealed class HubClient(HubConnections connections, string? token, CircuitBreaker breaker, TimeProvider time) : IDisposable
{
    private const int MostRedirects = 5;
    private const string UserAgent = "VramBot";

    // A hub answers a range within a second; what takes this long is stuck.
    private static readonly TimeSpan LongestRequest = TimeSpan.FromSeconds(15);

    /// <summary>A whole small file.</summary>
    /// <param name="path">Its path below the hub's address, escaped.</param>
    /// <param name="most">The most bytes that it may have.</param>
    /// <param name="etag">The version that is known already; null for none.</param>
    /// <param name="budget">What the model may still cost.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<HubAnswer> GetAsync(string path, int most, string? etag, FetchBudget budget, CancellationToken cancellationToken) =>
        breaker.GuardAsync(() => AskAsync(path, null, most, etag, budget, cancellationToken));

    /// <summary>A part of a file; shorter where the file ends.</summary>
    /// <param name="path">Its path below the hub's address, escaped.</param>
    /// <param name="from">The first byte.</param>
    /// <param name="count">How many.</param>
    /// <param name="budget">What the model may still cost.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<HubAnswer> GetRangeAsync(string path, long from, int count, FetchBudget budget, CancellationToken cancellationToken) =>
        breaker.GuardAsync(() => AskAsync(path, (from, from + count - 1), count, null, budget, cancellationToken));

    /// <inheritdoc/>
    public void Dispose() => connections.Dispose();

    private async Task<HubAnswer> AskAsync(string path, (long From, long To)? range, int most, string? etag, FetchBudget budget, CancellationToken cancellationToken)
    {
        using var slow = new CancellationTokenSource(LongestRequest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(slow.Token, cancellationToken);
        try
        {
            var address = new Uri(connections.Address, path);
            for (var redirects = 0; redirects <= MostRedirects; redirects++)
            {
                budget.CountRequest(path);
                using var request = RequestFor(address, range, etag);
                using var response = await connections.SendAsync(request, either.Token);
                if (LocationOf(response, address) is not { } next)
                    return await AnswerAsync(response, path, range, most, budget, either.Token);
                if (!connections.MayLeadTo(next))
                    break;
                address = next;
            }

            throw new HubException(HubFailure.Redirected, path);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HubException(HubFailure.TimedOut, path, inner: exception);
        }
        catch (HttpRequestException exception)
        {
            throw Innermost(exception) ?? new HubException(HubFailure.Unreachable, path, inner: exception);
        }
        catch (IOException exception)
        {
            throw new HubException(HubFailure.Unreachable, path, inner: exception);
        }
    }

    private static HubException? Innermost(Exception? exception) => exception as HubException ?? (exception is null ? null : Innermost(exception.InnerException));

    private HttpRequestMessage RequestFor(Uri address, (long From, long To)? range, string? etag)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "identity");
        if (range is var (from, to))
            request.Headers.Range = new(from, to);
        if (etag is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", etag);
        if (!string.IsNullOrEmpty(token) && connections.IsHub(address))
            request.Headers.Authorization = new("Bearer", token);
        return request;
    }

    private static Uri? LocationOf(HttpResponseMessage response, Uri address) =>
        response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
            && response.Headers.Location is { } location
            ? new(address, location)
            : null;

    private static async Task<HubAnswer> AnswerAsync(
        HttpResponseMessage response, string path, (long From, long To)? range, int most, FetchBudget budget, CancellationToken cancellationToken)
    {
        var etag = response.Headers.TryGetValues("ETag", out var tags) ? tags.FirstOrDefault() : null;
        if (response.StatusCode == HttpStatusCode.NotModified)
            return new(default, etag, null, IsUnchanged: true);
        if (range is null && response.StatusCode == HttpStatusCode.OK)
            return new(await ReadAsync(response, path, most, budget, cancellationToken), etag, response.Content.Headers.ContentLength);
        if (range is var (from, to) && response.StatusCode == HttpStatusCode.PartialContent)
        {
            var (count, whole) = Held(response.Content.Headers.ContentRange, from, to, path);
            var body = await ReadAsync(response, path, count, budget, cancellationToken);
            return body.Length == count ? new(body, etag, whole) : throw new HubException(HubFailure.Unreachable, path);
        }

        throw range is not null && response.StatusCode == HttpStatusCode.OK ? new(HubFailure.NoRanges, path) : HubRefusals.Of(response, path);
    }

    /// <summary>What a part is said to be, when it is what was asked for: from its first byte on, to the end of the file at most.</summary>
    private static (int Count, long? Whole) Held(ContentRangeHeaderValue? said, long from, long to, string path)
    {
        if (said is not { Unit: "bytes", From: { } first, To: { } last } || first != from || last > to || last < first)
            throw new HubException(HubFailure.NoRanges, path);
        if (last < to && said.Length != last + 1)
            throw new HubException(HubFailure.NoRanges, path);
        return ((int)(last - first + 1), said.Length);
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpResponseMessage response, string path, int most, FetchBudget budget, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentEncoding.Count > 0)
            throw new HubException(HubFailure.BadFile, path);
        if (response.Content.Headers.ContentLength is { } announced && announced > most)
            throw new HubException(HubFailure.TooLarge, path);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[(int)Math.Min(response.Content.Headers.ContentLength ?? 16 << 10, most) + 1];
        var filled = 0;
        while (await stream.ReadAsync(buffer.AsMemory(filled), cancellationToken) is > 0 and var read)
        {
            filled += read;
            budget.CountBytes(read, path);
            if (filled > most)
                throw new HubException(HubFailure.TooLarge, path);
            if (filled == buffer.Length)
                Array.Resize(ref buffer, (int)Math.Min(2L * buffer.Length, most + 1L));
        }

        return buffer.AsMemory(0, filled);
    }
}
