using System.Net;

namespace VramBot.Discord.Rest;

/// <summary>The one HTTP client to Discord, and how it keeps its connections.</summary>
internal static class RestTransport
{
    /// <summary>Makes it.</summary>
    /// <remarks>
    /// Connections are kept warm, for a handshake costs more than an answer may take, yet renewed, so that a changed address is noticed. Answers are small: nothing is
    /// compressed. Redirects are never followed: a token goes to no other place.
    /// </remarks>
    public static HttpClient Create(string apiBaseUrl)
    {
        var address = BaseAddress(apiBaseUrl);
        var handler = new SocketsHttpHandler
        {
            ActivityHeadersPropagator = null,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            EnableMultipleHttp2Connections = true,
            KeepAlivePingDelay = TimeSpan.FromSeconds(30),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(15),
            UseCookies = false,
            UseProxy = !address.IsLoopback,
        };
        var client = new HttpClient(handler)
        {
            BaseAddress = address,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", UserAgent.Text);
        return client;
    }

    /// <summary>The base address with one slash at its end: without it, its last part would be lost when a path is put to it.</summary>
    public static Uri BaseAddress(string apiBaseUrl) => new(apiBaseUrl.TrimEnd('/') + "/", UriKind.Absolute);
}
