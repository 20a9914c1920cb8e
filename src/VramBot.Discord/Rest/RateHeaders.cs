using System.Globalization;
using System.Net.Http.Headers;

namespace VramBot.Discord.Rest;

/// <summary>Discord's rate-limit headers of one answer.</summary>
/// <param name="Bucket">The bucket's name, or null.</param>
/// <param name="Limit">How many requests a window takes.</param>
/// <param name="Remaining">How many it still takes.</param>
/// <param name="ResetAfter">Until the window is over.</param>
/// <param name="RetryAfter">How long to wait after a 429, in whole seconds.</param>
/// <param name="Scope">Whose limit a 429 means: <c>user</c>, <c>global</c> or <c>shared</c>.</param>
/// <param name="IsGlobal">Whether a 429 is for the whole bot.</param>
internal readonly record struct RateHeaders(string? Bucket, int? Limit, int? Remaining, TimeSpan? ResetAfter, TimeSpan? RetryAfter, string? Scope, bool IsGlobal)
{
    /// <summary>No wait that Discord names is longer: a number beyond it is a fault.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    /// <summary>Reads them.</summary>
    public static RateHeaders Read(HttpResponseHeaders headers)
    {
        ArgumentNullException.ThrowIfNull(headers);
        var scope = Text(headers, "X-RateLimit-Scope");
        return new(
            Text(headers, "X-RateLimit-Bucket"),
            Number(headers, "X-RateLimit-Limit"),
            Number(headers, "X-RateLimit-Remaining"),
            Span(headers, "X-RateLimit-Reset-After"),
            Span(headers, "Retry-After"),
            scope,
            scope == "global" || Text(headers, "X-RateLimit-Global") is "true" or "True");
    }

    /// <summary>A wait in seconds, kept within reason; null for what is none.</summary>
    public static TimeSpan? Seconds(double seconds) => double.IsNaN(seconds) || seconds < 0 ? null : TimeSpan.FromSeconds(Math.Min(seconds, LongestWait.TotalSeconds));

    private static TimeSpan? Span(HttpResponseHeaders headers, string name) =>
        double.TryParse(Text(headers, name), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) ? Seconds(seconds) : null;

    private static int? Number(HttpResponseHeaders headers, string name) =>
        int.TryParse(Text(headers, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? Text(HttpResponseHeaders headers, string name) => headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
}
