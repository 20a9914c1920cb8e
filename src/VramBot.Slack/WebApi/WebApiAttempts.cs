using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using VramBot.Chat;

namespace VramBot.Slack.WebApi;

/// <summary>Sends a call once, and tells what came of it.</summary>
internal sealed class WebApiAttempts(HttpClient client, TimeProvider time, TimeSpan patience)
{
    // Answers are a few hundred bytes; views.open gives the whole form back.
    private const int LargestAnswer = 1 << 20;

    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromHours(1);

    // Without the charset Slack warns.
    private static readonly MediaTypeHeaderValue Json = new("application/json", "utf-8");
    private static readonly MediaTypeHeaderValue Form = new("application/x-www-form-urlencoded");

    private readonly HttpAttempts attempts = new(client, time, patience);

    /// <summary>Sends it.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public Task<WebApiAnswer> SendAsync(WebApiCall call, CancellationToken cancellationToken) => attempts.SendAsync(
        RequestOf(call),
        call.Deadline,
        (response, token) => AnswerOf(call, response, token),
        fault => new() { Fault = fault.Cause, TimedOut = fault.TimedOut, NeverSent = fault.NeverSent },
        cancellationToken);

    private static HttpRequestMessage RequestOf(WebApiCall call)
    {
        var content = new ReadOnlyMemoryContent(call.Body);
        content.Headers.ContentType = call.IsForm ? Form : Json;
        var request = new HttpRequestMessage(HttpMethod.Post, call.Address) { Content = content };
        if (call.Token is { } token)
            request.Headers.Authorization = new("Bearer", token);
        return request;
    }

    private static async Task<WebApiAnswer> AnswerOf(WebApiCall call, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var body = await CappedBody.ReadAsync(stream, default, LargestAnswer, response.Content.Headers.ContentLength, cancellationToken)
            ?? throw new HttpRequestException(HttpRequestError.ConfigurationLimitExceeded, "The answer is too long.");
        if (call.OnScopes is { } told && response.Headers.NonValidated.TryGetValues("X-OAuth-Scopes", out var scopes))
            told(scopes.ToString());
        var retryAfter = RetryAfter(response.Headers);
        return call.IsResponse ? WebApiAnswer.OfResponse(response.StatusCode, retryAfter, body.Body) : WebApiAnswer.OfApi(response.StatusCode, retryAfter, body.Body);
    }

    private static TimeSpan? RetryAfter(HttpResponseHeaders headers) =>
        headers.NonValidated.TryGetValues("Retry-After", out var values)
        && double.TryParse(values.ToString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
        && seconds >= 0
            ? TimeSpan.FromSeconds(Math.Min(seconds, LongestRetryAfter.TotalSeconds))
            : null;
}
