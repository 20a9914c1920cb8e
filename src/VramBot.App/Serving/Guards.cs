using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace VramBot.App.Serving;

/// <summary>How much the listener takes from anybody: requests of Discord and Slack are small and come whole, so that what is otherwise is cut off early.</summary>
internal static class Guards
{
    // A form with everything in it that Slack allows is below 300 kilobytes; the endpoints have narrower limits of their own.
    private const int LargestBody = 512 << 10;

    // The longest line is Slack's redirect after an installation: a code and a state, below a kilobyte.
    private const int LongestRequestLine = 4 << 10;
    private const int LargestHeaders = 16 << 10;
    private const int MostHeaders = 64;
    private static readonly TimeSpan HeadersPatience = TimeSpan.FromSeconds(10);

    // Longer than balancers keep a connection that is not used, 60 seconds as a rule: the side that sends requests is to be the one that closes.
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(130);
    private static readonly MinDataRate SlowestBody = new(bytesPerSecond: 500, gracePeriod: TimeSpan.FromSeconds(5));

    /// <summary>Sets the listener up.</summary>
    public static void Configure(KestrelServerOptions kestrel)
    {
        var services = kestrel.ApplicationServices;
        var (http, metrics) = (services.GetRequiredService<IOptions<HttpOptions>>().Value, services.GetRequiredService<IOptions<MetricsOptions>>().Value);
        var address = IPAddress.Parse(http.Address);
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = http.MaxConnections;
        kestrel.Limits.MaxConcurrentUpgradedConnections = 0;
        kestrel.Limits.MaxRequestBodySize = LargestBody;
        kestrel.Limits.MaxRequestLineSize = LongestRequestLine;
        kestrel.Limits.MaxRequestHeadersTotalSize = LargestHeaders;
        kestrel.Limits.MaxRequestHeaderCount = MostHeaders;
        kestrel.Limits.RequestHeadersTimeout = HeadersPatience;
        kestrel.Limits.KeepAliveTimeout = KeepAlive;
        kestrel.Limits.MinRequestBodyDataRate = SlowestBody;
        kestrel.Listen(address, http.Port);
        if (metrics is { Enabled: true, Port: { } own })
            kestrel.Listen(address, own);
    }

    /// <summary>Says with every answer that it is what it says it is, and is not to be kept: answers are for one person.</summary>
    public static RequestDelegate WithHeaders(RequestDelegate next) => context =>
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        return next(context);
    };
}
