using System.Net;
using System.Net.Http.Headers;
using VramBot.Chat;

namespace VramBot.Discord.Rest;

/// <summary>Sends a request once, and tells what came of it.</summary>
internal sealed class RestAttempts(HttpClient client, string? token, TimeProvider time, TimeSpan patience)
{
    // A hundred commands in all languages are well below this; an answer to anything else is a few kilobytes.
    private const int LargestAnswer = 8 << 20;
    private const int LargestFault = 64 << 10;
    private readonly AuthenticationHeaderValue? authorization = string.IsNullOrEmpty(token) ? null : new("Bot", token);

    private readonly HttpAttempts attempts = new(client, time, patience);

    /// <summary>Sends it.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public Task<RestAnswer> SendAsync(RestCall call, CancellationToken cancellationToken) => attempts.SendAsync(
        RequestOf(call),
        call.Deadline,
        (response, token) => AnswerOf(call, response, token),
        fault => new(null, default) { Fault = fault.Cause, TimedOut = fault.TimedOut, NeverSent = fault.NeverSent },
        cancellationToken);

    private HttpRequestMessage RequestOf(RestCall call)
    {
        var request = new HttpRequestMessage(call.Route.Method, call.Path) { Content = call.Body is null ? null : BodyContent.Of(call.Body) };
        if (call.Route.Family == RestFamily.Bot)
            request.Headers.Authorization = authorization;
        return request;
    }

    private static async Task<RestAnswer> AnswerOf(RestCall call, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = ReadOnlyMemory<byte>.Empty;
        var succeeded = response.IsSuccessStatusCode;
        if (response.StatusCode != HttpStatusCode.NoContent && (call.WantsAnswer || !succeeded))
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            var read = await CappedBody.ReadAsync(stream, default, succeeded ? LargestAnswer : LargestFault, response.Content.Headers.ContentLength, cancellationToken);
            if (read is null && succeeded)
                throw new HttpRequestException(HttpRequestError.ConfigurationLimitExceeded, "The answer is too long.");
            body = read?.Body ?? body;
        }

        return new(response.StatusCode, body) { Rate = RateHeaders.Read(response.Headers) };
    }
}
