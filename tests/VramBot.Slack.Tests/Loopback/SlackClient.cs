using Microsoft.Extensions.Logging;
using VramBot.Chat;
using VramBot.Slack.Install;
using VramBot.Slack.SocketMode;
using VramBot.Slack.WebApi;
using VramBot.Testing;

namespace VramBot.Slack.Tests.Loopback;

/// <summary>The client under test, with everything around it made up: the clock stands still unless the test moves it.</summary>
internal sealed class SlackClient : IAsyncDisposable
{
    private readonly SlackServer server;
    private readonly ILoggerFactory loggers;
    private SlackWebApi? api;
    private SocketModeService? service;

    public SlackClient(SlackServer server)
    {
        this.server = server;
        loggers = LoggerFactory.Create(builder => builder.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        Options = new() { AppToken = SlackServer.AppToken, BotToken = SlackServer.BotToken, ApiBaseUrl = $"{server.ApiBase}", Connections = 1 };
    }

    public FakeTime Time { get; } = new();

    public KeptLog Log { get; } = new();

    public SlackOptions Options { get; }

    public SocketModeStatus Status { get; } = new();

    public ScriptedResponder Responder { get; } = new();

    public WorkInFlight Work { get; } = new();

    /// <summary>Attempts take as long as they like: the only timers that matter are waits.</summary>
    public WebApiTiming ApiTiming { get; set; } = new() { Attempt = TimeSpan.FromHours(1) };

    public SocketModeTiming Timing { get; set; } = new();

    public SlackWebApi Api => api ??= new(Options, Installations, Time, loggers.CreateLogger<SlackWebApi>(), ApiTiming);

    private SingleInstallation Installations => new(Microsoft.Extensions.Options.Options.Create(Options));

    public TimelyAnswers Answers() => new(Responder, Api, new(Installations, loggers.CreateLogger<InstallationEvents>()), Work, Time, loggers.CreateLogger<TimelyAnswers>());

    public void Start()
    {
        service = new(Options, Api, Answers(), Work, Status, Time, loggers.CreateLogger<SocketModeService>(), new FixedDice(0.5), Timing);
        _ = service.StartAsync(CancellationToken.None);
    }

    /// <summary>Starts, and brings the first connection up.</summary>
    public async Task<SlackPeer> ReadyAsync()
    {
        Start();
        return await GreetedAsync(await server.AcceptAsync());
    }

    /// <summary>The next connection, letting time pass until it is there, greeted.</summary>
    public async Task<SlackPeer> NextAsync() => await GreetedAsync(await Time.PassAsync(server.AcceptAsync()));

    public async Task<SlackPeer> GreetedAsync(SlackPeer peer)
    {
        var lines = Ups();
        await peer.HelloAsync();
        await TimePump.UntilAsync(() => Ups() > lines);
        return peer;
    }

    public Task StopAsync() => service is null ? Task.CompletedTask : Time.PassAsync(service.StopAsync(CancellationToken.None));

    // Whatever a test was about: Slack has liked it, and nothing secret was written down.
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        service?.Dispose();
        api?.Dispose();
        loggers.Dispose();
        Assert.Empty(server.Problems);
        Assert.All(new[] { "secretapp", "secretbot", "ticket-", "/hooks/", "42 GiB" }, secret => Assert.DoesNotContain(secret, Log.Text, StringComparison.Ordinal));
    }

    private int Ups() => Log.Lines.Count(line => line.Contains("is up", StringComparison.Ordinal));
}
