using System.Globalization;

namespace VramBot.Discord.Tests.Loopback;

/// <summary>What the loopback Discord answers in place of, or around, its usual answer.</summary>
internal sealed record RestReply
{
    /// <summary>The status; null for the usual answer.</summary>
    public int? Status { get; init; }

    /// <summary>The body beside the status.</summary>
    public string Body { get; init; } = string.Empty;

    /// <summary>The body's media type.</summary>
    public string MediaType { get; init; } = "application/json";

    /// <summary>Headers to add, also to the usual answer.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Really waits before answering.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Answers only when this is done.</summary>
    public Task Gate { get; init; } = Task.CompletedTask;

    /// <summary>Breaks the connection instead of answering. With a status the request does nothing; without one it takes effect, and only its answer is lost.</summary>
    public bool Drops { get; init; }

    /// <summary>The usual answer.</summary>
    public static RestReply Usual { get; } = new();

    /// <summary>The connection breaks, and the request had no effect.</summary>
    public static RestReply Dropped { get; } = new() { Drops = true, Status = 0 };

    /// <summary>The request takes effect, and its answer is lost.</summary>
    public static RestReply AnswerLost { get; } = new() { Drops = true };

    /// <summary>A 429 as the network before Discord gives it: no JSON.</summary>
    public static RestReply Cloudflare(int retryAfter) => new()
    {
        Status = 429,
        Body = "<html><title>1015 rate limited</title></html>",
        MediaType = "text/html",
        Headers = new Dictionary<string, string> { ["Retry-After"] = retryAfter.ToString(CultureInfo.InvariantCulture) },
    };

    /// <summary>A 429 as Discord gives it.</summary>
    public static RestReply TooManyRequests(double retryAfter, string scope = "user", string? bucket = null)
    {
        var isGlobal = scope == "global";
        var headers = new Dictionary<string, string> { ["X-RateLimit-Scope"] = scope, ["Retry-After"] = Math.Ceiling(retryAfter).ToString(CultureInfo.InvariantCulture) };
        if (isGlobal)
            headers["X-RateLimit-Global"] = "true";
        if (bucket is not null)
            headers["X-RateLimit-Bucket"] = bucket;
        return new()
        {
            Status = 429,
            Body = string.Create(CultureInfo.InvariantCulture, $"{{\"message\": \"You are being rate limited.\", \"retry_after\": {retryAfter}, \"global\": {(isGlobal ? "true" : "false")}}}"),
            Headers = headers,
        };
    }

    /// <summary>An error with one of Discord's codes.</summary>
    public static RestReply Error(int status, int code = 0) => new() { Status = status, Body = string.Create(CultureInfo.InvariantCulture, $"{{\"message\": \"what was said, with a token: secret\", \"code\": {code}}}") };

    /// <summary>The usual answer with the headers of a bucket.</summary>
    public static RestReply Limited(string bucket, int limit, int remaining, double resetAfter) => new()
    {
        Headers = new Dictionary<string, string>
        {
            ["X-RateLimit-Bucket"] = bucket,
            ["X-RateLimit-Limit"] = limit.ToString(CultureInfo.InvariantCulture),
            ["X-RateLimit-Remaining"] = remaining.ToString(CultureInfo.InvariantCulture),
            ["X-RateLimit-Reset-After"] = resetAfter.ToString(CultureInfo.InvariantCulture),
        },
    };

    /// <summary>The usual answer after a real wait.</summary>
    public static RestReply Slow(TimeSpan delay) => new() { Delay = delay };

    /// <summary>The usual answer once a gate is open.</summary>
    public static RestReply Gated(Task gate) => new() { Gate = gate };
}
