using Microsoft.AspNetCore.Http;

namespace VramBot.Hub.Tests.Loopback;

/// <summary>What the loopback hub was asked.</summary>
internal sealed record HubCall(string Path, string? Range, string? Authorization, string? IfNoneMatch, string? Encoding, bool IsElsewhere)
{
    public static HubCall Of(HttpContext http, bool isElsewhere) => new(
        http.Request.Path.Value + http.Request.QueryString, http.Request.Headers.Range, http.Request.Headers.Authorization, http.Request.Headers.IfNoneMatch, http.Request.Headers.AcceptEncoding, isElsewhere);
}
