using VramBot.Slack.Tests.Loopback;
using VramBot.Slack.WebApi;
using VramBot.Testing;

namespace VramBot.Slack.Tests.WebApi;

/// <summary>Messages to response_urls: where they may go, how often, and what is sent again.</summary>
public sealed class ResponseUrlTests : IAsyncLifetime
{
    private static readonly ReadOnlyMemory<byte> Message = "{\"text\":\"42 GiB\"}"u8.ToArray();
    private static readonly ReadOnlyMemory<byte> Replacing = "{\"text\":\"42 GiB\",\"blocks\":[{\"replace_original\":false}],\"replace_original\":true}"u8.ToArray();
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
    [InlineData("https://hooks.slack.com/commands/T1/2/3", true)]
    [InlineData("https://hooks.slack.com:443/commands/T1/2/3", true)]
    [InlineData("https://HOOKS.slack.com/commands/T1/2/3", true)]
    [InlineData("http://127.0.0.1:4000/hooks/x", true)]
    [InlineData("http://127.0.0.1:4001/hooks/x", false)]
    [InlineData("https://127.0.0.1:4000/hooks/x", false)]
    [InlineData("http://hooks.slack.com/commands/T1/2/3", false)]
    [InlineData("https://hooks.slack.com:8443/commands", false)]
    [InlineData("https://hooks.slack.com.evil.example/commands", false)]
    [InlineData("https://evil.example/hooks.slack.com", false)]
    [InlineData("https://user@hooks.slack.com/commands", false)]
    [InlineData("https://hooks.slack.com@evil.example/", false)]
    [InlineData("http://169.254.169.254/latest/meta-data", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("/commands", false)]
    [InlineData("", false)]
    public void Only_slacks_own_host_or_the_one_that_was_set_is_sent_to(string url, bool allowed) =>
        Assert.Equal(allowed, new ResponseUrls(new("http://127.0.0.1:4000/api/"), client.Time).Use(url).Address is not null);

    [Fact]
    public async Task A_message_goes_out_without_a_token()
    {
        await SendAsync("one", Message);
        Assert.Equal("42 GiB", server.Messages.Single().Json.GetProperty("text").GetString());
        Assert.Null(server.Messages.Single().Token);
    }

    [Fact]
    public async Task The_sixth_use_is_not_tried()
    {
        for (var use = 0; use < 5; use++)
            await SendAsync("one", Message);
        Assert.Equal(SlackFailure.NotSent, (await Assert.ThrowsAsync<SlackApiException>(() => SendAsync("one", Message))).Failure);
        await SendAsync("two", Message);
        Assert.Equal(6, server.Calls.Count);
    }

    [Fact]
    public void Half_an_hour_later_a_use_is_no_longer_remembered()
    {
        var urls = new ResponseUrls(server.ApiBase, client.Time);
        for (var use = 0; use < 6; use++)
            urls.Use(server.ResponseUrl("one"));
        client.Time.Advance(TimeSpan.FromMinutes(31));
        Assert.NotNull(urls.Use(server.ResponseUrl("one")).Address);
    }

    [Theory]
    [InlineData(404, "used_url")]
    [InlineData(404, "expired_url")]
    [InlineData(400, "invalid_blocks")]
    public async Task What_slack_refuses_is_said_with_slacks_word(int status, string word)
    {
        server.Faults = _ => ApiReply.Of(status, word);
        var failed = await Assert.ThrowsAsync<SlackApiException>(() => SendAsync("one", Message));
        Assert.Equal((SlackFailure.Refused, word), (failed.Failure, failed.Error));
        Assert.DoesNotContain("hooks", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_and_a_fault_are_waited_for()
    {
        var replies = new Queue<ApiReply>([ApiReply.TooMany(3), ApiReply.Of(500)]);
        server.Faults = _ => replies.TryDequeue(out var reply) ? reply : null;
        await client.Time.PassAsync(SendAsync("one", Message));
        Assert.Single(server.Messages);
    }

    [Fact]
    public async Task A_new_message_whose_answer_got_lost_is_not_sent_twice()
    {
        LoseOnce();
        await Assert.ThrowsAsync<SlackApiException>(() => client.Time.PassAsync(SendAsync("one", Message)));
        Assert.Single(server.Messages);
    }

    [Fact]
    public async Task A_replacement_whose_answer_got_lost_is_sent_again()
    {
        LoseOnce();
        await client.Time.PassAsync(SendAsync("one", Replacing));
        Assert.Equal(2, server.Messages.Count);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        server.Faults = _ => new() { Status = 307, Location = server.ResponseUrl("elsewhere") };
        await Assert.ThrowsAsync<SlackApiException>(() => SendAsync("one", Message));
        Assert.Single(server.Calls);
    }

    private Task SendAsync(string name, ReadOnlyMemory<byte> message) => client.Api.RespondAsync(server.ResponseUrl(name), message, TestContext.Current.CancellationToken);

    private void LoseOnce()
    {
        var count = 0;
        server.Faults = _ => Interlocked.Increment(ref count) == 1 ? ApiReply.AnswerLost : null;
    }
}
