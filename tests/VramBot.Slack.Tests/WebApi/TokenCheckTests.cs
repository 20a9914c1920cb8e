using Microsoft.Extensions.DependencyInjection;
using VramBot.Slack.SocketMode;
using VramBot.Slack.Tests.Http;
using VramBot.Slack.Tests.Loopback;
using VramBot.Testing;

namespace VramBot.Slack.Tests.WebApi;

/// <summary>The bot token is tried when the bot starts: the log says whose it is, or what to mend. Nothing waits for that, and nothing ends by it.</summary>
public sealed class TokenCheckTests : IAsyncLifetime
{
    private SlackServer slack = null!;

    public async ValueTask InitializeAsync() => slack = await SlackServer.StartAsync();

    public ValueTask DisposeAsync() => slack.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_log_names_the_bot_and_its_workspace(bool isSocketMode)
    {
        slack.Faults = call => call.Method == "auth.test" ? ApiReply.Of(200, """{"ok":true,"team":"Ada's\nteam","user":"vrambot","team_id":"T1","user_id":"U9","bot_id":"B9"}""") : null;
        await using var host = await StartAsync(isSocketMode);
        await SaidAsync(host, "Information: The bot token is that of vrambot in the workspace Ada's team");
        Assert.Equal(1, slack.CountOf("auth.test"));
        Assert.Equal(SlackServer.BotToken, slack.Calls.Single(call => call.Method == "auth.test").Token);
    }

    [Theory]
    [InlineData("invalid_auth", "Set Slack__BotToken to the Bot User OAuth Token")]
    [InlineData("not_authed", "Set Slack__BotToken to the Bot User OAuth Token")]
    [InlineData("account_inactive", "install it again")]
    [InlineData("token_revoked", "install it again")]
    [InlineData("token_expired", "turn token rotation off")]
    public async Task A_token_that_is_refused_is_an_error_with_what_to_mend(string error, string remedy)
    {
        slack.Faults = call => call.Method == "auth.test" ? ApiReply.Error(error) : null;
        await using var host = await StartAsync(isSocketMode: true);
        await SaidAsync(host, $"Error: Slack refuses the bot token ({error})");
        Assert.Contains(host.Log.Lines, line => line.Contains(remedy, StringComparison.Ordinal) && line.Contains("Slack__BotToken", StringComparison.Ordinal));
        await AnswersAsync(host);
    }

    [Fact]
    public async Task A_slow_Slack_delays_nothing_and_stops_nothing()
    {
        slack.Faults = call => call.Method == "auth.test" ? ApiReply.Hanging : null;
        await using var host = await StartAsync(isSocketMode: true);
        await TimePump.UntilAsync(() => slack.CountOf("auth.test") == 1);
        var peer = await slack.AcceptAsync();
        await peer.HelloAsync();
        await TimePump.UntilAsync(() => host.Services.GetRequiredService<SocketModeStatus>().IsReady);
        Assert.DoesNotContain(host.Log.Lines, line => line.Contains("bot token", StringComparison.Ordinal));

        await host.Time.PassAsync(SaidAsync(host, "Warning: Whether Slack takes the bot token is not known. Slack did not answer auth.test in time."));
        await AnswersAsync(host);
    }

    [Fact]
    public async Task Without_a_token_or_a_door_nothing_is_asked()
    {
        await using var tokenless = await SlackHost.StartAsync(slack);
        await using var closed = await SlackHost.StartAsync(slack, options => (options.BotToken, options.SigningSecret) = (SlackServer.BotToken, null));
        await AnswersAsync(tokenless);
        Assert.Empty(slack.Calls);
    }

    private Task<SlackHost> StartAsync(bool isSocketMode) => SlackHost.StartAsync(slack, options =>
    {
        options.BotToken = SlackServer.BotToken;
        options.AppToken = isSocketMode ? SlackServer.AppToken : null;
        options.Connections = 1;
    });

    private static Task SaidAsync(SlackHost host, string line) => TimePump.UntilAsync(() => host.Log.Lines.Any(said => said.StartsWith(line, StringComparison.Ordinal)));

    private static async Task AnswersAsync(SlackHost host)
    {
        using var response = await host.PostFormAsync("/slack/commands", ("command", "/vram"));
        Assert.True(response.IsSuccessStatusCode);
        Assert.Single(host.Responder.Taken);
    }
}
