using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace VramBot.App.Tests.Serving;

/// <summary>A bot that serves in a process of its own, and who asks it over HTTP.</summary>
internal sealed class RunningBot : IAsyncDisposable
{
    public const string Secret = "0123456789abcdef0123456789abcdef";
    private const string Form = "application/x-www-form-urlencoded";
    private static int triggers;

    private readonly BotProcess process;

    private RunningBot(BotProcess process, int port) => (this.process, Port) = (process, port);

    public int Port { get; }

    public BotProcess Process => process;

    public HttpClient Client { get; } = new();

    /// <summary>Starts one that answers Slack's signed requests, and waits until it answers.</summary>
    public static async Task<RunningBot> StartAsync(params (string Name, string Value)[] more)
    {
        var port = BotProcess.FreePort();
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Http__Port"] = port.ToString(CultureInfo.InvariantCulture),
            ["Http__Address"] = "127.0.0.1",
            ["Slack__SigningSecret"] = Secret,
            ["Hub__Enabled"] = "false",
        };
        foreach (var (name, value) in more)
            settings[name] = value;
        var bot = new RunningBot(BotProcess.Start(settings, "serve"), port);
        while (true)
        {
            try
            {
                await bot.GetAsync("healthz");
                return bot;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
            }
        }
    }

    public Uri AddressOf(string path, int? port = null) => new($"http://127.0.0.1:{port ?? Port}/{path}");

    public Task<HttpResponseMessage> GetAsync(string path, int? port = null) => Client.GetAsync(AddressOf(path, port), TestContext.Current.CancellationToken);

    /// <summary>The text of a page, whatever its status.</summary>
    public async Task<string> ReadAsync(string path)
    {
        using var answer = await GetAsync(path);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Asks as Slack does.</summary>
    public async Task<(HttpStatusCode Status, string Body)> AskAsync(string text, string person = "U1")
    {
        var body = $"command=%2Fvram&text={Uri.EscapeDataString(text)}&user_id={person}&team_id=T1&trigger_id={Interlocked.Increment(ref triggers)}";
        var timestamp = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var content = new StringContent(body, Encoding.UTF8, Form);
        using var request = new HttpRequestMessage(HttpMethod.Post, AddressOf("slack/commands")) { Content = content };
        request.Headers.Add("X-Slack-Request-Timestamp", timestamp);
        request.Headers.Add("X-Slack-Signature", "v0=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"v0:{timestamp}:{body}"))));
        using var answer = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Asks it to go down, and gives back all that it has printed.</summary>
    public async Task<string> StopAsync()
    {
        process.Terminate();
        return await process.RestAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await process.DisposeAsync();
    }
}
