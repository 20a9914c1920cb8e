using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using VramBot.App.Doctor;
using VramBot.App.Tests.Settings;
using VramBot.Chat.Checkups;
using VramBot.Testing;

namespace VramBot.App.Tests.Doctor;

/// <summary>The doctor as a host runs it, before platforms that this machine plays.</summary>
public sealed partial class DoctorTests
{
    [Fact]
    public async Task What_is_well_is_said_to_be_fine()
    {
        var (exit, text) = await RunAsync(_ => { });
        Assert.Equal(0, exit);
        Assert.Equal(string.Empty, Approval.Difference("doctor-fine", text));
    }

    [Fact]
    public async Task What_is_broken_is_said_with_what_to_do()
    {
        var (exit, text) = await RunAsync(platforms =>
        {
            platforms.Answers["/api/v10/applications/@me"] = (401, "{\"message\":\"401: Unauthorized\",\"code\":0}", []);
            platforms.Answers["/api/auth.test"] = (200, "{\"ok\":true}", ["X-OAuth-Scopes: chat:write"]);
            platforms.Answers["/api/apps.connections.open"] = (200, "{\"ok\":false,\"error\":\"not_allowed_token_type\"}", []);
            platforms.Answers["/api/whoami-v2"] = (401, "{}", []);
        }, settings =>
        {
            settings["Discord__PublicKey"] = new string('a', 63) + "5";
            settings["Slack__SigningSecret"] = "verification-token";
            settings["Http__Prot"] = "80";
        });
        Assert.Equal(1, exit);
        Assert.Equal(string.Empty, Approval.Difference("doctor-broken", text));
    }

    [Theory]
    [InlineData("/api/v10/gateway/bot", "{\"url\":\"wss://g\",\"shards\":1,\"session_start_limit\":{\"total\":1000,\"remaining\":0,\"reset_after\":7200000,\"max_concurrency\":1}}", "broken   Discord gateway", "Wait 2:00 hours")]
    [InlineData("/api/v10/gateway/bot", "{\"url\":\"wss://g\",\"shards\":4,\"session_start_limit\":{\"total\":1000,\"remaining\":60,\"reset_after\":1,\"max_concurrency\":1}}", "warning  Discord gateway", "over and over")]
    [InlineData("/api/v10/applications/@me", "{\"id\":\"42\",\"verify_key\":\"d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a\",\"flags\":0}", "broken   Discord key", "General Information")]
    [InlineData("/api/auth.test", "{\"ok\":false,\"error\":\"invalid_auth\"}", "broken   Slack bot token", "xoxb-")]
    [InlineData("/api/auth.test", "{\"ok\":false,\"error\":\"account_inactive\"}", "broken   Slack bot token", "install it again")]
    public async Task Each_thing_that_may_be_wrong_is_seen(string path, string answer, string verdict, string remedy)
    {
        var (_, text) = await RunAsync(platforms => platforms.Answers[path] = (200, answer, []));
        Assert.Contains(verdict, text, StringComparison.Ordinal);
        Assert.Contains(remedy, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tokens_that_were_mixed_up_are_told_apart()
    {
        var (exit, text) = await RunAsync(_ => { }, settings => (settings["Slack__AppToken"], settings["Slack__BotToken"]) = ("xoxb-1", "xapp-1"));
        Assert.Equal(1, exit);
        Assert.Contains("it is a bot token (xoxb-)", text, StringComparison.Ordinal);
        Assert.Contains("it is an app-level token (xapp-)", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_that_is_not_reached_is_named()
    {
        var (exit, text) = await RunAsync(_ => { }, settings => settings["Slack__ApiBaseUrl"] = "http://127.0.0.1:9/api");
        Assert.Equal(1, exit);
        Assert.Contains("broken   Slack network", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_secret_is_shown_as_text_or_as_json()
    {
        foreach (var arguments in new[] { new[] { "doctor" }, ["doctor", "--json"], ["config"] })
        {
            await using var platforms = await LoopbackPlatforms.StartAsync();
            var settings = platforms.Settings(BotProcess.FreePort(), Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()));
            foreach (var (name, value) in Canaries.All())
                settings[name] = value;
            var (_, output, errors) = await BotProcess.RunAsync(settings, arguments);
            Assert.DoesNotContain(Canaries.Word, output + errors, StringComparison.OrdinalIgnoreCase);
            Assert.NotEmpty(output);
        }
    }

    [Fact]
    public async Task As_json_it_says_the_same()
    {
        await using var platforms = await LoopbackPlatforms.StartAsync();
        var settings = platforms.Settings(BotProcess.FreePort(), Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()));
        var (exit, output, _) = await BotProcess.RunAsync(settings, "doctor", "--json");
        var json = JsonDocument.Parse(output).RootElement;
        Assert.Equal(0, exit);
        Assert.Equal("warning", json.GetProperty("verdict").GetString());
        Assert.Contains(json.GetProperty("findings").EnumerateArray(), finding => finding.GetProperty("check").GetString() == "Slack bot token" && finding.GetProperty("verdict").GetString() == "fine");
    }

    [Theory]
    [InlineData(1, Verdict.Fine, "as Slack's")]
    [InlineData(-20, Verdict.Fine, "20 seconds behind Slack's")]
    [InlineData(31, Verdict.Warning, "31 seconds before Slack's")]
    [InlineData(-300, Verdict.Broken, "300 seconds behind Slack's")]
    public void A_clock_that_goes_wrong_is_seen(int seconds, Verdict verdict, string says)
    {
        var finding = ReachCheckup.ClockOf(TimeSpan.FromSeconds(seconds), "Slack");
        Assert.Equal(verdict, finding.Verdict);
        Assert.StartsWith(says, finding.Says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_takes_too_long_is_given_up_and_the_rest_is_said()
    {
        var time = new FakeTime();
        var running = Examination.RunAsync([new Endless(), new Instant()], time, TestContext.Current.CancellationToken);
        var findings = await time.PassAsync(running);
        Assert.Equal([("endless", Verdict.Broken), ("instant", Verdict.Fine)], findings.Select(finding => (finding.Check, finding.Verdict)));
    }

    private static async Task<(int Exit, string Text)> RunAsync(Action<LoopbackPlatforms> platform, Action<Dictionary<string, string>>? change = null)
    {
        await using var platforms = await LoopbackPlatforms.StartAsync();
        platform(platforms);
        var folder = Directory.CreateTempSubdirectory("vrambot-doctor").FullName;
        var port = BotProcess.FreePort();
        var settings = platforms.Settings(port, Path.Combine(folder, "vrambot.db"));
        change?.Invoke(settings);
        var (exit, output, errors) = await BotProcess.RunAsync(settings, "doctor");
        Directory.Delete(folder, recursive: true);
        Assert.Equal(string.Empty, errors);
        var text = output.Replace(folder, "FOLDER", StringComparison.Ordinal).Replace($"{platforms.Base.Port}", "PLATFORMS", StringComparison.Ordinal).Replace(port.ToString(CultureInfo.InvariantCulture), "PORT", StringComparison.Ordinal);
        return (exit, Counts().Replace(text, "N models, N GPUs, N weight formats"));
    }

    [GeneratedRegex("[0-9]+ models, [0-9]+ GPUs, [0-9]+ weight formats")]
    private static partial Regex Counts();

    private sealed class Instant : ICheckup
    {
        public string Name => "instant";

        public Task<IReadOnlyList<Finding>> ExamineAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Finding>>([Finding.Fine(Name, "there")]);
    }

    private sealed class Endless : ICheckup
    {
        public string Name => "endless";

        public async Task<IReadOnlyList<Finding>> ExamineAsync(CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return [];
        }
    }
}
