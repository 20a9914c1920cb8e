using System.Net;

namespace VramBot.Hub.Transport;

/// <summary>What a hub means by the statuses that it answers with.</summary>
/// <remarks>Source: huggingface_hub, utils/_http.py (hf_raise_for_status): the header X-Error-Code says more than the status.</remarks>
internal static class HubRefusals
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>The refusal that a response is.</summary>
    public static HubException Of(HttpResponseMessage response, string path)
    {
        var code = response.Headers.TryGetValues("X-Error-Code", out var codes) ? codes.FirstOrDefault() : null;
        return (code, response.StatusCode) switch
        {
            ("GatedRepo", _) => new(HubFailure.Gated, path),
            ("RepoNotFound", _) => new(HubFailure.NotFound, path),
            ("RevisionNotFound", _) => new(HubFailure.NoRevision, path),
            ("EntryNotFound", _) => new(HubFailure.NoFile, path),
            (_, HttpStatusCode.Unauthorized) => new(HubFailure.Unauthorized, path),
            (_, HttpStatusCode.Forbidden or HttpStatusCode.UnavailableForLegalReasons) => new(HubFailure.Gated, path),
            (_, HttpStatusCode.NotFound or HttpStatusCode.Gone) => new(HubFailure.NotFound, path),
            (_, HttpStatusCode.TooManyRequests) => new(HubFailure.RateLimited, path, WaitOf(response)),
            (_, HttpStatusCode.RequestTimeout or HttpStatusCode.GatewayTimeout) => new(HubFailure.TimedOut, path),
            (_, HttpStatusCode.RequestedRangeNotSatisfiable) => new(HubFailure.BadFile, path),
            _ => new(HubFailure.Unreachable, path, WaitOf(response)),
        };
    }

    private static TimeSpan? WaitOf(HttpResponseMessage response)
    {
        var wait = response.Headers.RetryAfter is not { } after ? null
            : after.Delta ?? (after.Date is { } date && response.Headers.Date is { } now ? date - now : null);
        return wait is { } asked ? asked < TimeSpan.Zero ? TimeSpan.Zero : asked > LongestWait ? LongestWait : asked : null;
    }
}
