using System.Collections.Concurrent;
using System.Text.Json;
using VramBot.Discord.Gateway;
using VramBot.Discord.Interactions;
using VramBot.Testing;

namespace VramBot.Discord.Tests.Loopback;

/// <summary>The gateway client under test, with everything around it made up: the clock stands still unless the test moves it.</summary>
internal sealed class GatewayClient : IInteractionSink, IGatewayDirectory, IAsyncDisposable
{
    public const string Token = "MTk4NjIyNDgz.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs";

    private readonly GatewayServer server;
    private GatewayService? service;

    public GatewayClient(GatewayServer server)
    {
        this.server = server;
        Answer = () => new(server.Url, 1, new(1000, 999, 3_600_000, 1));
    }

    public FakeTime Time { get; } = new();

    public GatewayStatus Status { get; } = new();

    public KeptLog Log { get; } = new();

    public DiscordOptions Options { get; } = new() { Token = Token };

    /// <summary>Half of every wait and of the first interval, unless a test wants otherwise.</summary>
    public Random Random { get; init; } = new FixedDice(0.5);

    /// <summary>What <c>GET /gateway/bot</c> says.</summary>
    public Func<GatewayBot> Answer { get; set; }

    /// <summary>How often it was asked.</summary>
    public int Asked { get; private set; }

    /// <summary>The interactions that arrived, by their ids.</summary>
    public ConcurrentQueue<string> Interactions { get; } = new();

    /// <summary>Whether the next interactions break their handler.</summary>
    public bool IsBroken { get; set; }

    public void Start()
    {
        service = new(Options, this, this, Status, Time, Log, Random);
        _ = service.StartAsync(CancellationToken.None);
    }

    /// <summary>Starts, and brings the first session up.</summary>
    public async Task<GatewayPeer> ReadyAsync(string session = "first", int interval = 40_000)
    {
        Start();
        var peer = await server.AcceptAsync();
        await IdentifiedAsync(peer, session, interval);
        return peer;
    }

    /// <summary>Brings a session up on a new connection.</summary>
    public async Task IdentifiedAsync(GatewayPeer peer, string session = "first", int interval = 40_000)
    {
        await peer.HelloAsync(interval);
        await peer.ExpectAsync(2);
        var ready = Status.Ready;
        await peer.ReadyAsync(session, server.ResumeUrl);
        await TimePump.UntilAsync(() => Status.Ready > ready);
    }

    /// <summary>The next connection, letting time pass until it is there.</summary>
    public Task<GatewayPeer> AcceptAsync() => Time.PassAsync(server.AcceptAsync());

    /// <summary>Waits for interactions, in real time only.</summary>
    public Task ArrivedAsync(params string[] ids) => TimePump.UntilAsync(() => ids.All(id => Interactions.Contains(id)));

    public void Accept(JsonElement interaction)
    {
        if (IsBroken)
            throw new FormatException(Token);
        Interactions.Enqueue(interaction.GetProperty("id").GetString()!);
    }

    public Task<GatewayBot> GetAsync(CancellationToken cancellationToken)
    {
        Asked++;
        return Task.FromResult(Answer());
    }

    public Task StopAsync() => service is null ? Task.CompletedTask : Time.PassAsync(service.StopAsync(CancellationToken.None));

    // Whatever a test was about: nothing of it may have written the token down.
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        service?.Dispose();
        Assert.DoesNotContain(Log.Lines, line => line.Contains(Token, StringComparison.Ordinal));
    }
}
