using System.Net;
using System.Net.Sockets;

namespace VramBot.Hub.Transport;

/// <summary>The HTTP connections: one set to the hub itself, another to where it redirects, which connects to public addresses only.</summary>
/// <remarks>
/// The address is looked at when the connection is made, not before: a name that changes its address in between leads nowhere. Through a proxy the proxy resolves names;
/// its own address was set by whoever runs the bot.
/// </remarks>
internal sealed class HubConnections : IDisposable
{
    private readonly HttpClient hub;
    private readonly HttpClient elsewhere;

    public HubConnections(Uri address)
    {
        Address = address;
        hub = Create(null);
        elsewhere = Create(address.IsLoopback ? null : ConnectAsync);
    }

    /// <summary>The hub.</summary>
    public Uri Address { get; }

    /// <summary>Whether an address is the hub's own: scheme, host and port.</summary>
    public bool IsHub(Uri address) => Uri.Compare(Address, address, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;

    /// <summary>Whether a redirect may lead to an address: the hub's own, or https on its usual port without a user, and not to an address written out that is no public one.</summary>
    public bool MayLeadTo(Uri address)
    {
        if (address.UserInfo.Length > 0)
            return false;
        if (IsHub(address) || (Address.IsLoopback && address.IsLoopback && address.Scheme is "http" or "https"))
            return true;
        if (address.Scheme != Uri.UriSchemeHttps || !address.IsDefaultPort || address.IsLoopback)
            return false;
        return !IPAddress.TryParse(address.IdnHost.Trim('[', ']'), out var literal) || !PrivateAddresses.Contain(literal);
    }

    /// <summary>Sends a request over the connections of its address.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        (IsHub(request.RequestUri!) ? hub : elsewhere).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        hub.Dispose();
        elsewhere.Dispose();
    }

    private HttpClient Create(Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>>? connect)
    {
        var handler = new SocketsHttpHandler
        {
            ActivityHeadersPropagator = null,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectCallback = connect,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            MaxConnectionsPerServer = 8,
            MaxResponseHeadersLength = 32,
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            UseCookies = false,
            UseProxy = !Address.IsLoopback,
            // What is left of an answer that is not wanted is not read.
            MaxResponseDrainSize = 0,
        };
        return new(handler) { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower, Timeout = Timeout.InfiniteTimeSpan };
    }

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var isDirect = string.Equals(context.InitialRequestMessage.RequestUri!.IdnHost, context.DnsEndPoint.Host, StringComparison.OrdinalIgnoreCase);
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken);
        if (isDirect && Array.Exists(addresses, PrivateAddresses.Contain))
            throw new HubException(HubFailure.Redirected, context.DnsEndPoint.Host);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
