using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using VramBot.Slack.Http;
using VramBot.Slack.Interactions;
using VramBot.Slack.Tests.Loopback;
using VramBot.Testing;

namespace VramBot.Slack.Tests.Http;

/// <summary>The signed endpoints on a real socket, with a handler that a test writes and a loopback Slack behind them.</summary>
internal sealed class SlackHost : IAsyncDisposable
{
    public const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";

    private WebApplication? app;

    public FakeTime Time { get; } = new();

    public KeptLog Log { get; } = new();

    public ScriptedResponder Responder { get; } = new();

    public HttpClient Client { get; private set; } = new();

    public IServiceProvider Services => app!.Services;

    public string Now => Time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    public static async Task<SlackHost> StartAsync(SlackServer? slack = null, Action<SlackOptions>? set = null, Action<IServiceCollection>? add = null)
    {
        var host = new SlackHost();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(host.Log).SetMinimumLevel(LogLevel.Debug).AddFilter("Microsoft", LogLevel.None);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.Configure<SlackOptions>(options =>
        {
            options.SigningSecret = Secret;
            options.ApiBaseUrl = $"{slack?.ApiBase ?? new("http://127.0.0.1:1")}";
            set?.Invoke(options);
        });
        builder.Services.AddSingleton<ISlackResponder>(host.Responder).AddSingleton<TimeProvider>(host.Time);
        add?.Invoke(builder.Services);
        builder.Services.AddSlackTransports();
        host.app = builder.Build();
        host.app.MapSlack();
        await host.app.StartAsync();
        host.Client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new(host.app.Urls.Single()) };
        return host;
    }

    public static string Sign(string timestamp, byte[] body, string secret = Secret) =>
        "v0=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.ASCII.GetBytes($"v0:{timestamp}:"), .. body]));

    /// <summary>Posts a body with the headers given; null leaves a header out.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, byte[] body, string? timestamp, string? signature, string type = "application/x-www-form-urlencoded")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new(type);
        if (timestamp is not null)
            request.Headers.TryAddWithoutValidation("X-Slack-Request-Timestamp", timestamp);
        if (signature is not null)
            request.Headers.TryAddWithoutValidation("X-Slack-Signature", signature);
        return await Client.SendAsync(request);
    }

    /// <summary>Posts a form as Slack does.</summary>
    public Task<HttpResponseMessage> PostFormAsync(string path, params (string Name, string Value)[] fields)
    {
        var body = Encoding.ASCII.GetBytes(string.Join('&', fields.Select(field => $"{field.Name}={WebUtility.UrlEncode(field.Value)}")));
        return PostAsync(path, body, Now, Sign(Now, body));
    }

    /// <summary>Posts JSON as Slack does.</summary>
    public Task<HttpResponseMessage> PostJsonAsync(string path, string json)
    {
        var body = Encoding.UTF8.GetBytes(json);
        return PostAsync(path, body, Now, Sign(Now, body), "application/json");
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (app is not null)
            await app.DisposeAsync();
        Assert.All(new[] { Secret, "secretbot", "/hooks/", "v0=", "42 GiB", "secretclient" }, secret => Assert.DoesNotContain(secret, Log.Text, StringComparison.Ordinal));
    }
}
