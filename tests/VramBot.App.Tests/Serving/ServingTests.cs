using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using VramBot.App.Tests.Settings;

namespace VramBot.App.Tests.Serving;

/// <summary>What a running bot says of itself, what it takes from anybody, and how it goes down.</summary>
public sealed class ServingTests
{
    private const int Patience = 60_000;
    private const string Unusual = "llama-3.1-8b gpu:4090 zzz-typed-by-somebody";

    [Fact(Timeout = Patience)]
    public async Task Commands_are_counted_by_name_and_outcome_and_never_by_what_was_typed()
    {
        await using var bot = await RunningBot.StartAsync();
        await bot.AskAsync("qwen3-8b");
        await bot.AskAsync("qwen3-8b");
        await bot.AskAsync("fit gpu:4090");
        await bot.AskAsync(Unusual);
        using var answer = await bot.GetAsync("metrics");
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Contains("vrambot_commands_total{platform=\"slack\",command=\"vram\",outcome=\"answered\"} 2\n", page, StringComparison.Ordinal);
        Assert.Contains("vrambot_commands_total{platform=\"slack\",command=\"vram-fit\",outcome=\"answered\"} 1\n", page, StringComparison.Ordinal);
        Assert.Contains("vrambot_commands_total{platform=\"slack\",command=\"vram\",outcome=\"corrected\"} 1\n", page, StringComparison.Ordinal);
        Assert.Contains("vrambot_ack_duration_seconds_count{platform=\"slack\",door=\"http\"} 4\n", page, StringComparison.Ordinal);
        Assert.Contains("vrambot_answer_duration_seconds_bucket{platform=\"slack\",command=\"vram\",le=\"+Inf\"} 3\n", page, StringComparison.Ordinal);
        Assert.Contains("vrambot_work_in_flight 0\n", page, StringComparison.Ordinal);
        Assert.Contains("dotnet_process_memory_working_set_bytes ", page, StringComparison.Ordinal);
        Assert.DoesNotContain("typed", page, StringComparison.Ordinal);
        Assert.All(page.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches("^(# (HELP|TYPE) [a-zA-Z_][a-zA-Z0-9_]* .+|[a-zA-Z_][a-zA-Z0-9_]*(\\{([a-z_]+=\"[^\"]*\",?)+\\})? -?[0-9.E+-]+)$", line));
    }

    [Fact(Timeout = Patience)]
    public async Task Metrics_can_have_a_port_of_their_own()
    {
        var own = BotProcess.FreePort();
        await using var bot = await RunningBot.StartAsync(("Metrics__Port", own.ToString(CultureInfo.InvariantCulture)));
        using var request = new HttpRequestMessage(HttpMethod.Get, bot.AddressOf("metrics"));
        request.Headers.Host = $"127.0.0.1:{own}";
        using var elsewhere = await bot.Client.SendAsync(request, TestContext.Current.CancellationToken);
        using var there = await bot.GetAsync("metrics", own);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (elsewhere.StatusCode, there.StatusCode));
    }

    [Fact(Timeout = Patience)]
    public async Task Metrics_can_be_switched_off()
    {
        await using var bot = await RunningBot.StartAsync(("Metrics__Enabled", "false"));
        using var answer = await bot.GetAsync("metrics");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact(Timeout = Patience)]
    public async Task It_is_not_ready_before_its_connections_are_up()
    {
        await using var bot = await RunningBot.StartAsync(
            ("Slack__AppToken", "xapp-1"), ("Slack__ApiBaseUrl", "http://127.0.0.1:9/api"), ("Discord__Token", "token"), ("Discord__ApiBaseUrl", "http://127.0.0.1:9/api"));
        using var answer = await bot.GetAsync("readyz");
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.StartsWith("not ready: Discord's gateway is not open yet; Slack's Socket Mode is not open yet\n", page, StringComparison.Ordinal);
        Assert.Equal("ok\n", await bot.ReadAsync("healthz"));
    }

    [Fact(Timeout = Patience)]
    public async Task Going_down_it_says_so_first_and_answers_meanwhile()
    {
        await using var bot = await RunningBot.StartAsync(("Http__DrainSeconds", "3"));
        Assert.StartsWith("ready: ", await bot.ReadAsync("readyz"), StringComparison.Ordinal);
        bot.Process.Terminate();
        var page = string.Empty;
        while (!page.StartsWith("not ready: going down\n", StringComparison.Ordinal))
            page = await bot.ReadAsync("readyz");
        var (status, body) = await bot.AskAsync("qwen3-8b");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("Qwen3-8B", body, StringComparison.Ordinal);
        Assert.Equal(0, await bot.Process.EndAsync());
    }

    [Fact(Timeout = Patience)]
    public async Task Answers_say_that_they_are_not_to_be_kept_and_not_who_gives_them()
    {
        await using var bot = await RunningBot.StartAsync();
        foreach (var path in new[] { "healthz", "readyz", "metrics", "nothing" })
        {
            using var answer = await bot.GetAsync(path);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.True(answer.Headers.CacheControl!.NoStore);
            Assert.False(answer.Headers.Contains("Server"));
        }
    }

    [Theory(Timeout = Patience)]
    [InlineData("line", HttpStatusCode.RequestUriTooLong)]
    [InlineData("header", HttpStatusCode.RequestHeaderFieldsTooLarge)]
    [InlineData("headers", HttpStatusCode.RequestHeaderFieldsTooLarge)]
    [InlineData("body", HttpStatusCode.RequestEntityTooLarge)]
    public async Task What_is_too_long_is_cut_off(string part, HttpStatusCode status)
    {
        await using var bot = await RunningBot.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, bot.AddressOf(part == "line" ? $"slack/commands?{new string('x', 5000)}" : "slack/commands"));
        if (part == "header")
            request.Headers.Add("X-Long", new string('x', 20_000));
        for (var one = 0; part == "headers" && one < 100; one++)
            request.Headers.Add($"X-{one}", "1");
        if (part == "body")
        {
            request.Headers.Add("X-Slack-Signature", $"v0={new string('a', 64)}");
            request.Headers.Add("X-Slack-Request-Timestamp", DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
            request.Content = new ByteArrayContent(new byte[600 << 10]);
        }

        using var answer = await bot.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(status, answer.StatusCode);
    }

    [Fact(Timeout = Patience)]
    public async Task Connections_beyond_the_most_are_closed()
    {
        await using var bot = await RunningBot.StartAsync(("Http__MaxConnections", "10"));
        bot.Client.Dispose();
        var held = new List<TcpClient>();
        var answered = 0;
        for (var one = 0; one < 20; one++)
        {
            var client = new TcpClient();
            held.Add(client);
            await client.ConnectAsync(IPAddress.Loopback, bot.Port, TestContext.Current.CancellationToken);
            answered += await AnswersAsync(client) ? 1 : 0;
        }

        held.ForEach(client => client.Dispose());
        Assert.InRange(answered, 8, 10);
    }

    [Fact(Timeout = Patience)]
    public async Task What_people_type_is_not_in_the_log()
    {
        await using var bot = await RunningBot.StartAsync(("Logging__LogLevel__Default", "Trace"), ("Logging__LogLevel__Microsoft", "Information"));
        await bot.AskAsync(Unusual);
        Assert.DoesNotContain("typed-by-somebody", await bot.StopAsync(), StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task What_people_type_is_in_the_log_when_the_host_wants_it_and_as_json_too()
    {
        await using var bot = await RunningBot.StartAsync(("Logs__UserText", "true"), ("Logging__Console__FormatterName", "json"));
        await bot.AskAsync(Unusual);
        var lines = (await bot.StopAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        var asked = Assert.Single(lines, line => line.GetProperty("EventId").GetInt32() == 80);
        Assert.Equal($"/vram {Unusual}", asked.GetProperty("State").GetProperty("Line").GetString());
    }

    [Fact(Timeout = Patience)]
    public async Task No_secret_is_in_the_log_at_any_level()
    {
        var folder = Directory.CreateTempSubdirectory("vrambot-canaries").FullName;
        var settings = Canaries.All();
        settings.Remove("Slack__SigningSecret");
        foreach (var (name, value) in new[] { ("Logging__LogLevel__Default", "Trace"), ("Slack__ClientId", "1.2"), ("Slack__ApiBaseUrl", "http://127.0.0.1:9/api"), ("Discord__ApiBaseUrl", "http://127.0.0.1:9/api"), ("Hub__BaseUrl", "http://127.0.0.1:9"), ("Storage__Path", Path.Combine(folder, "vrambot.db")) })
            settings[name] = value;
        await using var bot = await RunningBot.StartAsync([.. settings.Select(one => (one.Key, one.Value)), ("Slack__SigningSecret", $"{Canaries.Word}SIGNING")]);
        var pages = await bot.ReadAsync("readyz") + await bot.ReadAsync("metrics");
        await bot.AskAsync("qwen3-8b");
        var log = await bot.StopAsync();
        Directory.Delete(folder, recursive: true);
        Assert.Contains("Application is shutting down", log, StringComparison.Ordinal);
        Assert.DoesNotContain(Canaries.Word, log + pages, StringComparison.OrdinalIgnoreCase);
    }

    [Fact(Timeout = Patience)]
    public async Task All_that_is_wrong_with_the_settings_is_said_at_once()
    {
        var (exit, _, errors) = await BotProcess.RunAsync(
            new Dictionary<string, string>
            {
                ["Discord__PublicKey"] = "x",
                ["Slack__Connections"] = "77",
                ["Slack__BotToken_FILE"] = "/nowhere",
                ["Http__Port"] = "many",
                ["Http__DrainSeconds"] = "999",
                ["Metrics__Port"] = "0",
                ["Work__MostPerPerson"] = "0",
                ["Hub__BaseUrl"] = "ftp://hub",
                ["Hub__TimeoutSeconds"] = "0",
            },
            "serve");
        Assert.Equal(2, exit);
        Assert.All(
            ["Discord__PublicKey", "Slack__Connections", "Slack__BotToken_FILE", "Http__Port", "Http__DrainSeconds", "Metrics__Port", "Work__MostPerPerson", "Hub__BaseUrl", "Hub__TimeoutSeconds"],
            variable => Assert.Contains(variable, errors, StringComparison.Ordinal));
        Assert.Equal(9, errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task A_setting_that_nobody_knows_is_a_warning_with_the_nearest()
    {
        await using var bot = await RunningBot.StartAsync(("Discord__Tokn", "x"));
        Assert.Contains("Discord__Tokn is set, but there is no such setting: did you mean Discord__Token?", await bot.StopAsync(), StringComparison.Ordinal);
    }

    private static async Task<bool> AnswersAsync(TcpClient client)
    {
        try
        {
            var stream = client.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"), TestContext.Current.CancellationToken);
            return await stream.ReadAsync(new byte[1], TestContext.Current.CancellationToken) > 0;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
