using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using VramBot.Chat;
using VramBot.Commands;
using VramBot.Discord.Tests.Loopback;
using VramBot.Discord.Tests.Rest;
using VramBot.Testing;

namespace VramBot.Discord.Tests.Bot;

/// <summary>The bot as it is composed, and the loopback Discord that it talks to: gateway and REST over real sockets.</summary>
internal sealed class BotHost : IAsyncDisposable
{
    private readonly IHost host;
    private readonly string folder;
    private readonly bool isFirst;
    private bool isStopped;

    private BotHost(GatewayServer gateway, RestServer rest, IHost host, KeptLog log, string folder, bool isFirst) =>
        (Gateway, Rest, this.host, Log, this.folder, this.isFirst) = (gateway, rest, host, log, folder, isFirst);

    public GatewayServer Gateway { get; }

    public RestServer Rest { get; }

    public KeptLog Log { get; }

    /// <summary>Starts the bot; <paramref name="like"/> is one more before the same Discord, with the same database.</summary>
    public static async Task<BotHost> StartAsync(IReadOnlyDictionary<string, string?>? settings = null, IAnswers? answers = null, BotHost? like = null)
    {
        var gateway = like?.Gateway ?? await GatewayServer.StartAsync();
        var rest = like?.Rest ?? await RestServer.StartAsync();
        rest.GatewayUrl = gateway.Url.ToString();
        var folder = like?.folder ?? Directory.CreateTempSubdirectory("vrambot-discord-").FullName;
        var log = new KeptLog();
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Discord:Token"] = RestServer.BotToken, ["Discord:ApiBaseUrl"] = rest.ApiBaseUrl, ["Storage:Path"] = Path.Combine(folder, "bot.db") });
        builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
        builder.Services.AddSingleton(ShippedCatalogs.Catalog).AddSingleton<CommandDesk>().AddChat().AddDiscord();
        if (answers is not null)
            builder.Services.Replace(ServiceDescriptor.Singleton(answers));
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new(gateway, rest, host, log, folder, isFirst: like is null);
    }

    /// <summary>The session that the bot opens.</summary>
    public async Task<GatewayPeer> ReadyAsync()
    {
        var peer = await Gateway.AcceptAsync();
        await peer.HelloAsync();
        await peer.ExpectAsync(2);
        await peer.ReadyAsync("session", Gateway.ResumeUrl);
        return peer;
    }

    /// <summary>Waits, in real time, until something holds.</summary>
    public static Task UntilAsync(Func<bool> holds, string what) => UntilAsync(holds, () => what);

    /// <summary>The same, with what is wrong when it never does.</summary>
    public static async Task UntilAsync(Func<bool> holds, Func<string> what)
    {
        for (var tries = 0; !holds(); tries++)
        {
            if (tries >= 4000)
                Assert.Fail(what());
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    public async Task StopAsync()
    {
        isStopped = true;
        await host.StopAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (!isStopped)
            await StopAsync();
        host.Dispose();
        if (!isFirst)
            return;
        await Gateway.DisposeAsync();
        await Rest.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
