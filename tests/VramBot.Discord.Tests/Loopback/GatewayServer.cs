using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using VramBot.Testing;

namespace VramBot.Discord.Tests.Loopback;

/// <summary>A gateway on this machine that does what a test says: it takes connections, one peer each, or refuses them.</summary>
internal sealed class GatewayServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Channel<GatewayPeer> peers = Channel.CreateUnbounded<GatewayPeer>();
    private readonly ConcurrentQueue<(int Status, int? RetryAfter)> refusals = new();

    private GatewayServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        app = builder.Build();
        app.UseWebSockets(new() { KeepAliveInterval = TimeSpan.Zero });
        app.Run(TakeAsync);
    }

    /// <summary>Where sessions begin.</summary>
    public Uri Url { get; private set; } = new("ws://127.0.0.1");

    /// <summary>Where they are taken up.</summary>
    public Uri ResumeUrl => new(Url, "/resume");

    /// <summary>How many connections were refused.</summary>
    public int Refused { get; private set; }

    /// <summary>Told of every peer, before it can be accepted; for servers that act by themselves.</summary>
    public Func<GatewayPeer, Task>? OnPeer { get; set; }

    public static async Task<GatewayServer> StartAsync()
    {
        var server = new GatewayServer();
        await server.app.StartAsync();
        server.Url = new UriBuilder(server.app.Urls.First()) { Scheme = "ws" }.Uri;
        return server;
    }

    /// <summary>The next connection.</summary>
    public Task<GatewayPeer> AcceptAsync() => peers.Reader.ReadAsync().AsTask().WaitAsync(TimePump.Patience);

    /// <summary>Whether a connection waits to be accepted.</summary>
    public bool HasPeer => peers.Reader.TryPeek(out _);

    /// <summary>The next connection is refused.</summary>
    public void Refuse(int status, int? retryAfter = null) => refusals.Enqueue((status, retryAfter));

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext http)
    {
        if (refusals.TryDequeue(out var refusal))
        {
            http.Response.StatusCode = refusal.Status;
            if (refusal.RetryAfter is { } seconds)
                http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            Refused++;
            return;
        }

        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        using var peer = new GatewayPeer(http, socket);
        var reading = peer.ReadAsync();
        await peers.Writer.WriteAsync(peer);
        if (OnPeer is { } act)
            await act(peer);
        await reading;
    }
}
