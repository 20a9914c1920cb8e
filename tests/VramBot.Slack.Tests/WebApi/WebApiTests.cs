using VramBot.Slack.Interactions;
using VramBot.Slack.Tests.Loopback;
using VramBot.Slack.WebApi;
using VramBot.Testing;

namespace VramBot.Slack.Tests.WebApi;

/// <summary>Calls of the Web API over a real socket: what goes out, and what is made of what comes back.</summary>
public sealed class WebApiTests : IAsyncLifetime
{
    private static readonly SlackWorkspace Workspace = new(null, "T1");
    private static readonly ReadOnlyMemory<byte> View = "{\"type\":\"modal\",\"title\":{\"type\":\"plain_text\",\"text\":\"VramBot\"}}"u8.ToArray();
    private SlackServer server = null!;
    private SlackClient client = null!;

    public async ValueTask InitializeAsync()
    {
        server = await SlackServer.StartAsync();
        client = new(server);
    }

    public async ValueTask DisposeAsync()
    {
        await client.DisposeAsync();
        await server.DisposeAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    public async Task The_base_address_may_end_with_a_slash_or_not(string end)
    {
        client.Options.ApiBaseUrl = $"{server.ApiBase}".TrimEnd('/') + end;
        var answer = await client.Api.TestAsync(SlackServer.BotToken, TestContext.Current.CancellationToken);
        Assert.Equal(new("T", "T1", "vrambot", "U9", "B9"), answer);
        Assert.Equal("/api/auth.test", server.Calls.Single().Path);
    }

    [Fact]
    public async Task A_form_is_opened_with_the_bot_token()
    {
        await client.Api.OpenViewAsync(Workspace, "1.2.3", View, TestContext.Current.CancellationToken);
        var call = server.Calls.Single();
        Assert.Equal(SlackServer.BotToken, call.Token);
        Assert.Equal("VramBot", call.Json.GetProperty("view").GetProperty("title").GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_form_that_opened_although_its_answer_got_lost_has_opened()
    {
        FailOnce(ApiReply.AnswerLost);
        await client.Time.PassAsync(client.Api.OpenViewAsync(Workspace, "1.2.3", View, TestContext.Current.CancellationToken));
        Assert.Equal(2, server.CountOf("views.open"));
    }

    [Fact]
    public async Task A_form_is_given_up_when_its_trigger_is_over()
    {
        server.Faults = _ => ApiReply.TooMany(30);
        var failed = await FailsAsync(client.Api.OpenViewAsync(Workspace, "1.2.3", View, TestContext.Current.CancellationToken));
        Assert.Equal(SlackFailure.TryAgain, failed.Failure);
        Assert.Single(server.Calls);
    }

    [Fact]
    public async Task Without_a_bot_token_nothing_is_sent()
    {
        client.Options.BotToken = null;
        var failed = await FailsAsync(client.Api.OpenViewAsync(Workspace, "1.2.3", View, TestContext.Current.CancellationToken));
        Assert.Equal(SlackFailure.NotSent, failed.Failure);
        Assert.Contains("Slack__BotToken", failed.Message, StringComparison.Ordinal);
        Assert.Empty(server.Calls);
    }

    [Theory]
    [InlineData("invalid_auth", nameof(SlackFailure.Stop))]
    [InlineData("missing_scope", nameof(SlackFailure.Stop))]
    [InlineData("channel_not_found", nameof(SlackFailure.Refused))]
    [InlineData("invalid_blocks", nameof(SlackFailure.Refused))]
    public async Task What_slack_refuses_is_not_asked_again(string error, string failure)
    {
        server.Faults = _ => ApiReply.Error(error);
        var failed = await FailsAsync(client.Api.TestAsync(SlackServer.BotToken, TestContext.Current.CancellationToken));
        Assert.Equal(failure, $"{failed.Failure}");
        Assert.Equal(error, failed.Error);
        Assert.Single(server.Calls);
    }

    [Fact]
    public async Task A_scope_that_is_missing_is_named()
    {
        server.Faults = _ => ApiReply.Of(200, """{"ok":false,"error":"missing_scope","needed":"chat:write","provided":"commands"}""");
        Assert.Contains("chat:write", (await FailsAsync(client.Api.TestAsync(SlackServer.BotToken, TestContext.Current.CancellationToken))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_in_place_of_an_error_is_not_repeated()
    {
        server.Faults = _ => ApiReply.Error("you wrote <secret>");
        Assert.Equal(SlackErrors.Unknown, (await FailsAsync(client.Api.TestAsync(SlackServer.BotToken, TestContext.Current.CancellationToken))).Error);
    }

    [Theory]
    [InlineData("internal_error", 200)]
    [InlineData("fatal_error", 200)]
    [InlineData(null, 500)]
    [InlineData(null, 503)]
    public async Task A_fault_of_slacks_own_is_asked_again(string? error, int status)
    {
        FailOnce(error is null ? ApiReply.Of(status, "<html>") : ApiReply.Error(error));
        await client.Time.PassAsync(client.Api.TestAsync(SlackServer.BotToken, TestContext.Current.CancellationToken));
        Assert.Equal(2, server.Calls.Count);
    }

    [Fact]
    public async Task A_fault_that_stays_is_said()
    {
        server.Faults = _ => ApiReply.Of(500);
        var failed = await FailsAsync(client.Time.PassAsync(client.Api.TestAsync(SlackServer.BotToken, TestContext.Current.CancellationToken)));
        Assert.Equal(SlackFailure.TryAgain, failed.Failure);
        Assert.Equal(4, server.Calls.Count);
    }

    [Fact]
    public async Task A_limit_is_waited_for_and_holds_for_its_method_alone()
    {
        FailOnce(ApiReply.TooMany(20));
        var started = client.Time.GetUtcNow();
        var test = client.Api.TestAsync(SlackServer.BotToken, TestContext.Current.CancellationToken);
        await TimePump.UntilAsync(() => client.Log.Text.Contains("Slack limits auth.test", StringComparison.Ordinal));
        await client.Api.OpenViewAsync(Workspace, "1.2.3", View, TestContext.Current.CancellationToken);
        Assert.False(test.IsCompleted);
        await client.Time.PassAsync(test);
        Assert.InRange(client.Time.GetUtcNow() - started, TimeSpan.FromSeconds(20), TimeSpan.FromHours(1));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("<html>busy</html>")]
    [InlineData("{}")]
    [InlineData("")]
    public async Task An_answer_that_is_none_is_said_to_be_none(string body)
    {
        server.Faults = _ => ApiReply.Of(200, body);
        Assert.Equal(SlackFailure.Garbled, (await FailsAsync(client.Api.TestAsync(SlackServer.BotToken, TestContext.Current.CancellationToken))).Failure);
    }

    [Fact]
    public async Task An_answer_without_end_is_not_read()
    {
        server.Faults = _ => ApiReply.Of(200, new string('x', 2 << 20));
        await FailsAsync(client.Time.PassAsync(client.Api.TestAsync(SlackServer.BotToken, TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task An_answer_that_never_comes_is_given_up()
    {
        client.ApiTiming = new() { Attempts = 1 };
        server.Faults = _ => ApiReply.Hanging;
        var failed = await FailsAsync(client.Time.PassAsync(client.Api.TestAsync(SlackServer.BotToken, TestContext.Current.CancellationToken)));
        Assert.Contains("in time", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_never_follows_a_redirect()
    {
        server.Faults = _ => new() { Status = 302, Location = $"{new Uri(server.ApiBase, "auth.revoke")}" };
        await FailsAsync(client.Api.TestAsync(SlackServer.BotToken, TestContext.Current.CancellationToken));
        Assert.Equal("/api/auth.test", server.Calls.Single().Path);
    }

    [Fact]
    public async Task Nobody_at_home_is_said_so()
    {
        client.Options.ApiBaseUrl = "http://127.0.0.1:1/api";
        var failed = await FailsAsync(client.Time.PassAsync(client.Api.TestAsync(SlackServer.BotToken, TestContext.Current.CancellationToken)));
        Assert.Equal(SlackFailure.Unreachable, failed.Failure);
    }

    [Theory]
    [InlineData("https://slack.com.evil.example/x")]
    [InlineData("http://127.0.0.1/link")]
    [InlineData("nowhere")]
    public async Task A_socket_address_that_is_none_is_not_taken(string url)
    {
        server.Faults = _ => ApiReply.Of(200, $$"""{"ok":true,"url":"{{url}}"}""");
        Assert.Equal(SlackFailure.Garbled, (await FailsAsync(client.Api.OpenConnectionAsync(SlackServer.AppToken, TestContext.Current.CancellationToken))).Failure);
    }

    [Fact]
    public async Task A_code_is_sent_as_a_form_and_once_only()
    {
        FailOnce(ApiReply.AnswerLost);
        await FailsAsync(client.Api.ExchangeAsync("1.2", "secretclient", "a code&", "https://bot/slack/oauth/callback", TestContext.Current.CancellationToken));
        Assert.Equal("a code&", server.Calls.Single().Form["code"]);
    }

    private static async Task<SlackApiException> FailsAsync(Task task)
    {
        var failed = await Assert.ThrowsAsync<SlackApiException>(() => task);
        Assert.DoesNotContain("secret", $"{failed}", StringComparison.Ordinal);
        return failed;
    }

    private void FailOnce(ApiReply reply)
    {
        var count = 0;
        server.Faults = _ => Interlocked.Increment(ref count) == 1 ? reply : null;
    }
}
