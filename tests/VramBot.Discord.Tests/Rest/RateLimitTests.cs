using System.Net;
using VramBot.Discord.Rest;
using VramBot.Discord.Tests.Loopback;
using VramBot.Testing;

namespace VramBot.Discord.Tests.Rest;

/// <summary>Discord's limits are obeyed as its answers tell them, each where it belongs.</summary>
public sealed class RateLimitTests
{
    private static readonly TimeSpan Almost = TimeSpan.FromMilliseconds(10);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_spent_bucket_waits_for_its_window_and_others_do_not()
    {
        await using var fixture = await RestFixture.StartOnFakeTimeAsync();
        fixture.Server.Script("GET", "/applications/@me", RestReply.Limited("a", 1, 0, 2.5));
        await fixture.Rest.GetApplicationAsync(Stop);
        var second = fixture.Rest.GetApplicationAsync(Stop);
        await fixture.UntilWaitingAsync(1);
        await fixture.Rest.GetGatewayBotAsync(Stop);
        fixture.Time.Advance(TimeSpan.FromSeconds(2.5) - Almost);
        Assert.Single(fixture.Server.RequestsTo("GET", "/applications/@me"));
        fixture.Time.Advance(2 * Almost);
        await second;
        Assert.Equal(2, fixture.Server.RequestsTo("GET", "/applications/@me").Count);
    }

    [Fact]
    public async Task Routes_of_one_bucket_wait_together_and_servers_do_not_share_it()
    {
        await using var fixture = await RestFixture.StartOnFakeTimeAsync();
        fixture.Server.Faults = request => request.Path.Contains("guilds/1/", StringComparison.Ordinal) ? RestReply.Limited("commands", 2, 0, 5) : RestReply.Limited("commands", 2, 1, 5);
        await fixture.Rest.GetCommandsAsync(RestServer.ApplicationId, "1", Stop);
        await fixture.Rest.OverwriteCommandsAsync(RestServer.ApplicationId, "2", "[]"u8.ToArray(), Stop);
        var waiting = fixture.Rest.OverwriteCommandsAsync(RestServer.ApplicationId, "1", "[]"u8.ToArray(), Stop);
        await fixture.UntilWaitingAsync(1);
        await fixture.Rest.OverwriteCommandsAsync(RestServer.ApplicationId, "2", "[]"u8.ToArray(), Stop);
        Assert.Equal(3, fixture.Server.Requests.Count);
        fixture.Time.Advance(TimeSpan.FromSeconds(6));
        await waiting;
    }

    [Fact]
    public async Task Those_that_waited_do_not_all_rush_in()
    {
        await using var fixture = await RestFixture.StartOnFakeTimeAsync();
        fixture.Server.Script("GET", "/applications/@me", RestReply.Limited("a", 2, 0, 4));
        await fixture.Rest.GetApplicationAsync(Stop);
        var all = Task.WhenAll(Enumerable.Range(0, 5).Select(_ => fixture.Rest.GetApplicationAsync(Stop)));
        await fixture.UntilWaitingAsync(5);
        var gate = new TaskCompletionSource();
        fixture.Server.Faults = _ => RestReply.Gated(gate.Task);
        fixture.Time.Advance(TimeSpan.FromSeconds(4.1));
        Assert.Equal(3, (await fixture.Server.WaitForAsync("GET", "/applications/@me", 3)).Count);
        gate.SetResult();
        await fixture.UntilWaitingAsync(3);
        Assert.Equal(3, fixture.Server.Requests.Count);
        await fixture.AdvanceUntilAsync(all);
    }

    [Fact]
    public async Task The_wait_of_the_body_counts_before_that_of_the_header()
    {
        await using var fixture = await RestFixture.StartOnFakeTimeAsync();
        fixture.Server.Script("GET", "/applications", RestReply.TooManyRequests(1.3));
        var asking = fixture.Rest.GetApplicationAsync(Stop);
        await UntilLoggedAsync(fixture, "Discord limits GET /applications/@me");
        await fixture.UntilWaitingAsync(1);
        fixture.Time.Advance(TimeSpan.FromSeconds(1.3) - Almost);
        Assert.Single(fixture.Server.Requests);
        fixture.Time.Advance(2 * Almost);
        await asking;
    }

    [Fact]
    public async Task A_lockout_by_the_network_before_Discord_is_waited_out_for_long()
    {
        await using var fixture = await RestFixture.StartOnFakeTimeAsync();
        fixture.Server.Script("GET", "/applications", RestReply.Cloudflare(3));
        var asking = fixture.Rest.GetApplicationAsync(Stop);
        await UntilLoggedAsync(fixture, "turned GET /applications/@me away");
        await fixture.UntilWaitingAsync(1);
        fixture.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.Single(fixture.Server.Requests);
        fixture.Time.Advance(TimeSpan.FromSeconds(2));
        await asking;
    }

    [Fact]
    public async Task A_global_limit_stops_everything_but_interactions()
    {
        await using var fixture = await RestFixture.StartOnFakeTimeAsync();
        fixture.Server.Script("GET", "/applications", RestReply.TooManyRequests(5, "global"));
        var asking = fixture.Rest.GetApplicationAsync(Stop);
        await UntilLoggedAsync(fixture, "for the whole bot: True");
        var other = fixture.Rest.GetGatewayBotAsync(Stop);
        await fixture.UntilWaitingAsync(2);
        await Respond(fixture, "a");
        await fixture.Rest.EditOriginalAsync(RestServer.ApplicationId, "a", RestFixture.Message, Stop);
        await fixture.Rest.FollowUpAsync(RestServer.ApplicationId, "a", RestFixture.Message, Stop);
        Assert.Equal(4, fixture.Server.Requests.Count);
        fixture.Time.Advance(TimeSpan.FromSeconds(5.1));
        await Task.WhenAll(asking, other);
    }

    [Fact]
    public async Task Fifty_requests_a_second_go_with_the_bot_token_and_any_number_of_interactions()
    {
        await using var fixture = await RestFixture.StartOnFakeTimeAsync();
        var first = Enumerable.Range(0, 51).Select(_ => fixture.Rest.GetApplicationAsync(Stop)).ToList();
        await fixture.Server.WaitForAsync("GET", "/applications", 50);
        await fixture.UntilWaitingAsync(1);
        await Task.WhenAll(Enumerable.Range(0, 60).Select(index => Respond(fixture, $"t{index}")));
        Assert.Equal(50, fixture.Server.RequestsTo("GET", "/applications").Count);
        fixture.Time.Advance(TimeSpan.FromSeconds(1.1));
        await Task.WhenAll(first);
    }

    [Fact]
    public async Task Interactions_have_a_bucket_each()
    {
        await using var fixture = await RestFixture.StartOnFakeTimeAsync();
        await Respond(fixture, "a");
        await Respond(fixture, "b");
        fixture.Server.Faults = request => request.Token == "a" ? RestReply.Limited("w", 5, 0, 2) : RestReply.Limited("w", 5, 4, 2);
        await fixture.Rest.EditOriginalAsync(RestServer.ApplicationId, "a", RestFixture.Message, Stop);
        var waiting = fixture.Rest.EditOriginalAsync(RestServer.ApplicationId, "a", RestFixture.Message, Stop);
        await fixture.UntilWaitingAsync(1);
        for (var times = 0; times < 3; times++)
            await fixture.Rest.EditOriginalAsync(RestServer.ApplicationId, "b", RestFixture.Message, Stop);
        Assert.False(waiting.IsCompleted);
        fixture.Time.Advance(TimeSpan.FromSeconds(2.1));
        await waiting;
    }

    [Fact]
    public async Task A_limit_that_outlasts_the_three_seconds_is_given_up_at_once()
    {
        await using var fixture = await RestFixture.StartOnFakeTimeAsync();
        fixture.Server.Script("POST", "/interactions", RestReply.TooManyRequests(3.5));
        var exception = await Assert.ThrowsAsync<DiscordApiException>(() => Respond(fixture, "a"));
        Assert.Equal(RestFailure.RateLimited, exception.Failure);
        Assert.Single(fixture.Server.Requests);
        fixture.Server.Script("POST", "/interactions", RestReply.TooManyRequests(1));
        var sending = Respond(fixture, "a");
        await UntilLoggedAsync(fixture, "Discord limits POST");
        await fixture.UntilWaitingAsync(1);
        fixture.Time.Advance(TimeSpan.FromSeconds(1.1));
        await sending;
    }

    [Fact]
    public async Task What_is_remembered_of_interactions_is_forgotten()
    {
        await using var fixture = await RestFixture.StartOnFakeTimeAsync();
        fixture.Server.Faults = request => request.IsCallback ? null : RestReply.Limited("w", 5, 4, 2);
        for (var index = 0; index < 30; index++)
        {
            await Respond(fixture, $"t{index}");
            await fixture.Rest.EditOriginalAsync(RestServer.ApplicationId, $"t{index}", RestFixture.Message, Stop);
        }

        Assert.InRange(fixture.Rest.Limits.Buckets, 30, 31);
        fixture.Time.Advance(TimeSpan.FromMinutes(1));
        await fixture.Rest.GetApplicationAsync(Stop);
        Assert.Equal(1, fixture.Rest.Limits.Buckets);
    }

    [Fact]
    public async Task First_answers_do_not_wait_for_a_blocked_bucket()
    {
        await using var fixture = await RestFixture.StartOnFakeTimeAsync();
        fixture.Server.Script("GET", "/applications", RestReply.TooManyRequests(3600));
        var blocked = fixture.Rest.GetApplicationAsync(Stop);
        await UntilLoggedAsync(fixture, "Discord limits");
        await fixture.UntilWaitingAsync(1);
        await Task.WhenAll(Enumerable.Range(0, 100).Select(index => Respond(fixture, $"t{index}")));
        Assert.Equal(101, fixture.Server.Requests.Count);
        Assert.False(blocked.IsCompleted);
        fixture.Time.Advance(TimeSpan.FromSeconds(3601));
        await blocked;
    }

    [Fact]
    public void Refused_requests_stop_the_bot_long_before_Discord_does()
    {
        var time = new FakeTime();
        var invalid = new InvalidRequests(time, new RestTiming().MostRefusals);
        for (var count = 0; count < 20_000; count++)
        {
            invalid.Note(HttpStatusCode.TooManyRequests, shared: true);
            invalid.Note(HttpStatusCode.NotFound, shared: false);
        }

        for (var count = 0; count < 5_000; count++)
        {
            Assert.False(invalid.AreTooMany);
            invalid.Note((HttpStatusCode)(count % 3 == 0 ? 401 : count % 3 == 1 ? 403 : 429), shared: false);
            if (count % 1_000 == 999)
                time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.True(invalid.AreTooMany);
        time.Advance(TimeSpan.FromMinutes(4));
        Assert.True(invalid.AreTooMany);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(invalid.AreTooMany);
    }

    [Fact]
    public async Task After_too_many_refusals_nothing_is_sent()
    {
        await using var fixture = await RestFixture.StartAsync(new() { MostRefusals = 40 });
        fixture.Server.Faults = _ => RestReply.Error(403, DiscordErrorCode.MissingAccess);
        for (var count = 0; count < 40; count++)
            Assert.Equal(RestFailure.Refused, (await Assert.ThrowsAsync<DiscordApiException>(() => fixture.RespondAsync($"t{count}"))).Failure);
        Assert.Equal(RestFailure.TooManyRefusals, (await Assert.ThrowsAsync<DiscordApiException>(() => fixture.RespondAsync("last"))).Failure);
        Assert.Equal(RestFailure.TooManyRefusals, (await Assert.ThrowsAsync<DiscordApiException>(() => fixture.Rest.GetApplicationAsync(Stop))).Failure);
        Assert.Equal(40, fixture.Server.Requests.Count);
    }

    private static Task Respond(RestFixture fixture, string token) => fixture.Rest.RespondAsync(Snowflake.At(fixture.Time.GetUtcNow()), token, RestFixture.Deferred, Stop);

    private static async Task UntilLoggedAsync(RestFixture fixture, string text)
    {
        for (var tries = 0; !fixture.Log.Lines.Any(line => line.Contains(text, StringComparison.Ordinal)); tries++)
        {
            Assert.True(tries < 4_000, $"never logged: {text}");
            await Task.Delay(5, Stop);
        }
    }
}
