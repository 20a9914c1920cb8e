using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace VramBot.App.Tests;

public sealed class ServeTests
{
    /// <summary>A start takes a second; a test that waits longer has found a bot that hangs.</summary>
    private const int Patience = 60_000;

    [Theory(Timeout = Patience)]
    [InlineData("serve")]
    [InlineData("")]
    public async Task Without_a_token_it_says_what_to_set_and_stays_up(string verb)
    {
        var port = BotProcess.FreePort();
        await using var bot = BotProcess.Start(Settings(port), verb.Length > 0 ? [verb] : []);
        var printed = await bot.ReadUntilAsync("Slack__AppToken");
        using var client = new HttpClient();

        Assert.Contains("Discord__Token", printed, StringComparison.Ordinal);
        Assert.Contains("Slack__AppToken", printed, StringComparison.Ordinal);
        Assert.Equal("ok\n", await GetWhenUpAsync(client, $"http://127.0.0.1:{port}/healthz"));
        Assert.StartsWith("ready: 554 models", await client.GetStringAsync(new Uri($"http://127.0.0.1:{port}/readyz"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task A_token_is_never_printed()
    {
        var settings = Settings(BotProcess.FreePort());
        settings["Discord__Token"] = "secret-discord-token";
        settings["Discord__ApiBaseUrl"] = "http://127.0.0.1:1/api/v10";
        settings["Slack__AppToken"] = "xapp-secret";
        settings["Slack__ApiBaseUrl"] = "http://127.0.0.1:1/api/";
        await using var bot = BotProcess.Start(settings, "serve");
        var printed = await bot.ReadUntilAsync("opening Socket Mode");
        Assert.Contains("opening the gateway", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", printed, StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task The_signed_door_of_Discord_refuses_what_is_not_signed()
    {
        var port = BotProcess.FreePort();
        var settings = Settings(port);
        settings["Discord__PublicKey"] = new string('a', 63) + "5";
        await using var bot = BotProcess.Start(settings, "serve");
        using var client = new HttpClient();
        await GetWhenUpAsync(client, $"http://127.0.0.1:{port}/healthz");
        using var body = new StringContent("{\"type\":1}");
        using var answer = await client.PostAsync(new Uri($"http://127.0.0.1:{port}/discord/interactions"), body, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory(Timeout = Patience)]
    [InlineData("Discord__PublicKey", "abc")]
    [InlineData("Discord__Shards", "many")]
    [InlineData("Discord__GuildId", "my server")]
    [InlineData("Slack__Visibility", "nobody")]
    [InlineData("Slack__Connections", "11")]
    public async Task A_setting_that_cannot_be_is_refused_by_name(string setting, string value)
    {
        var settings = Settings(BotProcess.FreePort());
        settings[setting] = value;
        var (exit, _, errors) = await BotProcess.RunAsync(settings, "serve");
        Assert.Equal(2, exit);
        Assert.Contains(setting, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task A_port_that_is_taken_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var (exit, output, _) = await BotProcess.RunAsync(Settings(port), "serve");
        Assert.Equal(2, exit);
        Assert.Contains($"Port {port} is taken: set Http__Port", output, StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task An_impossible_port_is_refused_with_its_setting()
    {
        var (exit, _, errors) = await BotProcess.RunAsync(new Dictionary<string, string> { ["Http__Port"] = "70000" }, "serve");
        Assert.Equal(2, exit);
        Assert.Contains("Http__Port", errors, StringComparison.Ordinal);
    }

    // The loader looks here before it looks where the system's libraries are, and takes nothing else once it has found a name: so SQLite is not there.
    [Fact(Timeout = Patience)]
    public async Task Without_SQLite_it_says_what_to_install_and_answers()
    {
        var folder = Directory.CreateTempSubdirectory("vrambot-sqlite").FullName;
        foreach (var name in new[] { "libsqlite3.so.0", "libsqlite3.so" })
            await File.WriteAllTextAsync(Path.Combine(folder, name), "no library", TestContext.Current.CancellationToken);
        var settings = Installing(folder);
        settings["LD_LIBRARY_PATH"] = folder;
        await using var bot = BotProcess.Start(settings, "serve");
        using var client = new HttpClient();
        Assert.Contains("install the package libsqlite3-0", await bot.ReadUntilAsync("libsqlite3-0"), StringComparison.Ordinal);
        Assert.Equal("ok\n", await GetWhenUpAsync(client, $"http://127.0.0.1:{settings["Http__Port"]}/healthz"));
        Directory.Delete(folder, recursive: true);
    }

    [Fact(Timeout = Patience)]
    public async Task With_SQLite_it_keeps_installations_where_it_is_told()
    {
        var folder = Directory.CreateTempSubdirectory("vrambot-sqlite").FullName;
        var settings = Installing(folder);
        await using (var bot = BotProcess.Start(settings, "serve"))
        {
            using var client = new HttpClient();
            await GetWhenUpAsync(client, $"http://127.0.0.1:{settings["Http__Port"]}/healthz");
        }

        Assert.True(File.Exists(Path.Combine(folder, "kept", "vrambot.db")));
        Directory.Delete(folder, recursive: true);
    }

    [Fact(Timeout = Patience)]
    public async Task A_place_that_cannot_be_written_to_is_named_and_it_answers()
    {
        var settings = Installing("/dev/null");
        await using var bot = BotProcess.Start(settings, "serve");
        using var client = new HttpClient();
        Assert.Contains("set Storage__Path to a file in a folder that the bot may write to", await bot.ReadUntilAsync("Storage__Path"), StringComparison.Ordinal);
        Assert.Equal("ok\n", await GetWhenUpAsync(client, $"http://127.0.0.1:{settings["Http__Port"]}/healthz"));
    }

    private static Dictionary<string, string> Installing(string folder)
    {
        var settings = Settings(BotProcess.FreePort());
        settings["Slack__SigningSecret"] = "secret";
        settings["Slack__ClientId"] = "1.2";
        settings["Slack__ClientSecret"] = "secret";
        settings["Storage__Path"] = Path.Combine(folder, "kept", "vrambot.db");
        return settings;
    }

    private static Dictionary<string, string> Settings(int port) => new(StringComparer.Ordinal)
    {
        ["Http__Port"] = port.ToString(CultureInfo.InvariantCulture),
        ["Http__Address"] = "127.0.0.1",
    };

    private static async Task<string> GetWhenUpAsync(HttpClient client, string address)
    {
        while (true)
        {
            try
            {
                return await client.GetStringAsync(new Uri(address), TestContext.Current.CancellationToken);
            }
            catch (HttpRequestException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
            }
        }
    }
}
