using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace VramBot.App.Tests.Doctor;

/// <summary>Discord, Slack and a hub on this machine, each as far as somebody asks after its health.</summary>
internal sealed class LoopbackPlatforms : IAsyncDisposable
{
    private readonly WebApplication app;

    private LoopbackPlatforms()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        app = builder.Build();
        app.Run(AnswerAsync);
    }

    /// <summary>Where they are.</summary>
    public Uri Base { get; private set; } = new("http://127.0.0.1");

    /// <summary>What is answered at a path: status, body, and headers as <c>Name: value</c>.</summary>
    public ConcurrentDictionary<string, (int Status, string Body, string[] Headers)> Answers { get; } = new(StringComparer.Ordinal)
    {
        ["/api/v10/gateway"] = (200, "{\"url\":\"wss://gateway.example\"}", []),
        ["/api/v10/applications/@me"] = (200, "{\"id\":\"42\",\"name\":\"bot\",\"verify_key\":\"3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c\",\"flags\":0}", []),
        ["/api/v10/gateway/bot"] = (200, "{\"url\":\"wss://gateway.example\",\"shards\":1,\"session_start_limit\":{\"total\":1000,\"remaining\":998,\"reset_after\":5000,\"max_concurrency\":1}}", []),
        ["/api/v10/applications/42/commands"] = (200, "[]", []),
        ["/api/api.test"] = (200, "{\"ok\":true}", []),
        ["/api/auth.test"] = (200, "{\"ok\":true,\"team\":\"T\",\"user\":\"u\"}", ["X-OAuth-Scopes: commands"]),
        ["/api/apps.connections.open"] = (200, "{\"ok\":true,\"url\":\"ws://127.0.0.1:1/link?ticket=secret\"}", []),
        ["/api/models"] = (200, "[]", []),
        ["/api/whoami-v2"] = (200, "{\"name\":\"u\"}", []),
    };

    public static async Task<LoopbackPlatforms> StartAsync()
    {
        var platforms = new LoopbackPlatforms();
        await platforms.app.StartAsync();
        platforms.Base = new(platforms.app.Urls.First());
        return platforms;
    }

    /// <summary>The settings of a bot that uses all of them, listening on loopback.</summary>
    public Dictionary<string, string> Settings(int port, string store) => new(StringComparer.Ordinal)
    {
        ["Http__Address"] = "127.0.0.1",
        ["Http__Port"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["Storage__Path"] = store,
        ["Discord__ApiBaseUrl"] = $"{Base}api/v10",
        ["Discord__Token"] = "discord-token",
        ["Discord__PublicKey"] = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        ["Slack__ApiBaseUrl"] = $"{Base}api",
        ["Slack__AppToken"] = "xapp-1",
        ["Slack__BotToken"] = "xoxb-1",
        ["Slack__SigningSecret"] = "0123456789abcdef0123456789abcdef",
        ["Hub__BaseUrl"] = Base.ToString(),
        ["Hub__Token"] = "hf_1",
    };

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private Task AnswerAsync(HttpContext context)
    {
        if (!Answers.TryGetValue(context.Request.Path.Value!, out var answer))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/json";
        foreach (var header in answer.Headers)
            context.Response.Headers[header.Split(": ")[0]] = header.Split(": ")[1];
        return context.Response.WriteAsync(answer.Body);
    }
}
