using System.Text;
using Microsoft.Extensions.Logging;
using VramBot.Discord.Rest;
using VramBot.Discord.Tests.Loopback;
using VramBot.Testing;

namespace VramBot.Discord.Tests.Rest;

/// <summary>A client and the loopback Discord that it talks to, over a real socket.</summary>
internal sealed class RestFixture : IAsyncDisposable
{
    public const string Secret = "aW50ZXJhY3Rpb246c2VjcmV0LXRva2Vu";

    /// <summary>Patient enough for any machine, and quick to send again.</summary>
    private static readonly RestTiming Quick = new() { Backoff = TimeSpan.FromMilliseconds(5), CallbackBackoff = TimeSpan.FromMilliseconds(5), CallbackAttempts = 5, Attempt = TimeSpan.FromSeconds(30) };

    private readonly ILoggerFactory loggers;

    private RestFixture(RestServer server, TimeProvider time, RestTiming timing, string token)
    {
        Server = server;
        loggers = LoggerFactory.Create(builder => builder.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        Rest = new(new() { ApiBaseUrl = server.ApiBaseUrl, Token = token }, time, loggers.CreateLogger<DiscordRest>(), timing);
        Time = time as FakeTime ?? new();
    }

    public RestServer Server { get; }

    public DiscordRest Rest { get; }

    public FakeTime Time { get; }

    public KeptLog Log { get; } = new();

    public static async Task<RestFixture> StartAsync(RestTiming? timing = null, string token = RestServer.BotToken) =>
        new(await RestServer.StartAsync(), TimeProvider.System, timing ?? Quick, token);

    /// <summary>With a clock that stands still. An attempt may take an hour of it, so that the only timers that matter are waits.</summary>
    public static async Task<RestFixture> StartOnFakeTimeAsync() =>
        new(await RestServer.StartAsync(), new FakeTime(), Quick with { Attempt = TimeSpan.FromHours(1) }, RestServer.BotToken);

    public static DiscordBody Body(string json) => new(Encoding.UTF8.GetBytes(json));

    public static DiscordBody Deferred => Body("{\"type\":5}");

    public static DiscordBody Message => Body("{\"content\":\"hi\",\"allowed_mentions\":{\"parse\":[]}}");

    /// <summary>Answers an interaction, so that its token can be used further.</summary>
    public Task RespondAsync(string token) => Rest.RespondAsync(Snowflake.At(DateTimeOffset.UtcNow), token, Deferred, TestContext.Current.CancellationToken);

    /// <summary>Waits, in real time, until so many timers of the fake clock run: a request that waits has one, as has one that is under way.</summary>
    public async Task UntilWaitingAsync(int timers)
    {
        for (var tries = 0; Time.Waiting != timers; tries++)
        {
            Assert.True(tries < 4_000, $"{Time.Waiting} timers, not {timers}");
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Lets the fake clock run, ten times as fast as the real one, until something is done.</summary>
    public async Task AdvanceUntilAsync(Task done)
    {
        while (!done.IsCompleted)
        {
            Time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        await done;
    }

    public async ValueTask DisposeAsync()
    {
        Rest.Dispose();
        loggers.Dispose();
        await Server.DisposeAsync();
    }
}
