using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using VramBot.Discord.Http;
using VramBot.Discord.Interactions;
using VramBot.Discord.Rest;
using VramBot.Testing;

namespace VramBot.Discord.Tests.Http;

/// <summary>The signed endpoint on a real socket, with a responder that a test writes.</summary>
internal sealed class InteractionsHost : IAsyncDisposable
{
    private WebApplication? app;

    public FakeTime Time { get; } = new();

    public HttpClient Client { get; private set; } = new();

    public List<JsonElement> Taken { get; } = [];

    public DiscordBody Answer { get; set; } = new("{\"type\":5}"u8.ToArray());

    public string Now => Time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    public static async Task<InteractionsHost> StartAsync(string? publicKey = SigningKey.PublicKey)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var host = new InteractionsHost();
        builder.Services.Configure<DiscordOptions>(options => options.PublicKey = publicKey);
        builder.Services.AddSingleton<IInteractionResponder>(new Responder(host));
        builder.Services.AddSingleton<TimeProvider>(host.Time);
        host.app = builder.Build();
        host.app.MapDiscordInteractions();
        await host.app.StartAsync();
        host.Client = new() { BaseAddress = new(host.app.Urls.Single()) };
        return host;
    }

    /// <summary>Posts a body with the headers given; null leaves a header out.</summary>
    public async Task<HttpResponseMessage> PostAsync(byte[] body, string? timestamp, string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, DiscordEndpoints.InteractionsPath) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        if (timestamp is not null)
            request.Headers.TryAddWithoutValidation("X-Signature-Timestamp", timestamp);
        if (signature is not null)
            request.Headers.TryAddWithoutValidation("X-Signature-Ed25519", signature);
        return await Client.SendAsync(request);
    }

    /// <summary>Posts a body as Discord does.</summary>
    public Task<HttpResponseMessage> PostSignedAsync(byte[] body) => PostAsync(body, Now, SigningKey.Sign(Now, body));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (app is not null)
            await app.DisposeAsync();
    }

    private sealed class Responder(InteractionsHost host) : IInteractionResponder
    {
        public Task<DiscordBody> RespondAsync(JsonElement interaction, CancellationToken cancellationToken)
        {
            host.Taken.Add(interaction);
            return Task.FromResult(host.Answer);
        }
    }
}
