using System.Net;
using System.Text;
using System.Text.Json;

namespace VramBot.Slack.WebApi;

/// <summary>What came of one attempt.</summary>
internal sealed class WebApiAnswer
{
    private static readonly TimeSpan Unsaid = TimeSpan.FromSeconds(1);

    /// <summary>The status; none when there was no answer.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>The answer as JSON; none when it is none.</summary>
    public JsonElement? Json { get; init; }

    /// <summary>Slack's word for what is wrong; none when it says that nothing is.</summary>
    public string? Error { get; init; }

    /// <summary>The scope that is missing, where Slack names one.</summary>
    public string? Needed { get; init; }

    /// <summary>How long a limit asks to wait; none when there is no limit.</summary>
    public TimeSpan? Limit { get; init; }

    /// <summary>Why there was no answer.</summary>
    public Exception? Fault { get; init; }

    /// <summary>Whether time ran out.</summary>
    public bool TimedOut { get; init; }

    /// <summary>Whether the call certainly never reached Slack.</summary>
    public bool NeverSent { get; init; }

    /// <summary>Slack did what was asked.</summary>
    public bool Succeeded { get; init; }

    /// <summary>A fault of Slack's own: its word for it, or the status.</summary>
    public bool IsServerFault => (int?)Status >= 500 || (Error is { } error && SlackErrors.FailureOf(error) is SlackFailure.TryAgain);

    /// <summary>Asking again may help.</summary>
    public bool IsTransient => Status is null || IsServerFault;

    /// <summary>What follows from it, where it failed.</summary>
    public SlackFailure Failure => this switch
    {
        { Status: null, TimedOut: true } => SlackFailure.TryAgain,
        { Status: null, Fault: HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } } => SlackFailure.Garbled,
        { Status: null } => SlackFailure.Unreachable,
        { Limit: not null } or { IsServerFault: true } => SlackFailure.TryAgain,
        { Error: { } error } => SlackErrors.FailureOf(error),
        _ => SlackFailure.Garbled,
    };

    /// <summary>Reads an answer of the Web API: HTTP 200 and <c>ok</c>, or what is wrong.</summary>
    public static WebApiAnswer OfApi(HttpStatusCode status, TimeSpan? retryAfter, ReadOnlyMemory<byte> body)
    {
        var json = Read(body);
        var ok = json is { } answer && answer.TryGetProperty("ok", out var said) ? said.ValueKind : JsonValueKind.Undefined;
        var error = ok is JsonValueKind.False || (ok is not JsonValueKind.True && json?.TryGetProperty("error", out _) is true) ? SlackErrors.Word(Text(json!.Value, "error")) : null;
        var isLimited = status is HttpStatusCode.TooManyRequests || error == SlackErrors.RateLimited;
        return new()
        {
            Status = status,
            Json = json,
            Error = error,
            Needed = json is { } told && Text(told, "needed") is { } scope ? SlackErrors.Word(scope) : null,
            Limit = isLimited ? retryAfter ?? Unsaid : null,
            Succeeded = !isLimited && (int)status is >= 200 and < 300 && ok is JsonValueKind.True,
        };
    }

    /// <summary>Reads an answer of a response_url: the status tells, with a word beside it; a body of <c>ok: false</c> is believed too.</summary>
    public static WebApiAnswer OfResponse(HttpStatusCode status, TimeSpan? retryAfter, ReadOnlyMemory<byte> body)
    {
        var said = OfApi(status, retryAfter, body);
        if ((int)status is >= 200 and < 300 && said.Error is null)
            return new() { Status = status, Limit = said.Limit, Succeeded = said.Limit is null };
        return said.Error is not null || said.Limit is not null ? said : new() { Status = status, Error = SlackErrors.Word(Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, 100)]).Trim()) };
    }

    private static JsonElement? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            var json = JsonElement.Parse(body.Span);
            return json.ValueKind is JsonValueKind.Object ? json : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
