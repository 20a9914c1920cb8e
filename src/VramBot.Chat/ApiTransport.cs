using System.Net;

namespace VramBot.Chat;

/// <summary>The HTTP client to a platform's API, and how it keeps its connections.</summary>
public static class ApiTransport
{
    /// <summary>Makes it.</summary>
    /// <param name="apiBaseUrl">Where the API is.</param>
    /// <param name="userAgent">How the bot introduces itself.</param>
    /// <remarks>
    /// Connections are kept warm, for a handshake costs more than an answer may take, yet renewed, so that a changed address is noticed. Answers are small: nothing is
    /// compressed. Redirects are never followed: a token goes to no other place.
    /// </remarks>
    public static HttpClient Create(string apiBaseUrl, string userAgent)
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
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", userAgent);
        return client;
    }

    /// <summary>The base address with one slash at its end: without it, its last part would be lost when a path is put to it.</summary>
    public static Uri BaseAddress(string apiBaseUrl)
    {
        ArgumentNullException.ThrowIfNull(apiBaseUrl);
        return new(apiBaseUrl.TrimEnd('/') + "/", UriKind.Absolute);
    }
}
