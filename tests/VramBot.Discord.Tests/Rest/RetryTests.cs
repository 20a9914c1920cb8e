using System.Net;
using VramBot.Discord.Rest;
using VramBot.Discord.Tests.Loopback;

namespace VramBot.Discord.Tests.Rest;

/// <summary>What failed is sent again where that is right, and only there.</summary>
public sealed class RetryTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    public async Task A_fault_of_the_server_is_waited_out(int status)
    {
        await using var fixture = await RestFixture.StartAsync();
        fixture.Server.Script("GET", "/applications", RestReply.Error(status), RestReply.Error(status));
        Assert.Equal(RestServer.ApplicationId, (await fixture.Rest.GetApplicationAsync(Stop)).Id);
        Assert.Equal(3, fixture.Server.Requests.Count);
    }

    [Fact]
    public async Task A_connection_that_breaks_is_made_anew()
    {
        await using var fixture = await RestFixture.StartAsync();
        fixture.Server.Script("GET", "/applications", RestReply.Dropped, RestReply.Dropped);
        await fixture.Rest.GetApplicationAsync(Stop);
        await fixture.RespondAsync(RestFixture.Secret);
        fixture.Server.Script("PATCH", "/webhooks", RestReply.Dropped, RestReply.Error(500));
        await fixture.Rest.EditOriginalAsync(RestServer.ApplicationId, RestFixture.Secret, RestFixture.Message, Stop);
        Assert.Equal(3, fixture.Server.RequestsTo("PATCH", "/webhooks").Count);
    }

    [Fact]
    public async Task After_some_attempts_it_is_a_fault()
    {
        await using var fixture = await RestFixture.StartAsync();
        fixture.Server.Faults = _ => RestReply.Error(500);
        var exception = await Assert.ThrowsAsync<DiscordApiException>(() => fixture.Rest.GetGatewayBotAsync(Stop));
        Assert.Equal((RestFailure.ServerFault, HttpStatusCode.InternalServerError), (exception.Failure, exception.Status));
        Assert.Equal(5, fixture.Server.Requests.Count);
    }

    [Fact]
    public async Task A_first_answer_goes_again_after_a_fault()
    {
        await using var fixture = await RestFixture.StartAsync();
        fixture.Server.Script("POST", "/interactions", RestReply.Error(503), RestReply.Dropped);
        await fixture.RespondAsync(RestFixture.Secret);
        Assert.Equal(3, fixture.Server.Requests.Count);
    }

    [Fact]
    public async Task A_first_answer_that_had_arrived_after_all_is_no_fault()
    {
        await using var fixture = await RestFixture.StartAsync();
        fixture.Server.Script("POST", "/interactions", RestReply.AnswerLost);
        await fixture.RespondAsync(RestFixture.Secret);
        Assert.Equal(2, fixture.Server.Requests.Count);
    }

    [Fact]
    public async Task A_first_answer_that_another_had_given_is_a_fault()
    {
        await using var fixture = await RestFixture.StartAsync();
        await fixture.RespondAsync(RestFixture.Secret);
        var exception = await Assert.ThrowsAsync<DiscordApiException>(() => fixture.RespondAsync(RestFixture.Secret));
        Assert.Equal(DiscordErrorCode.AlreadyAcknowledged, exception.Code);
        fixture.Server.Script("POST", "/interactions", RestReply.TooManyRequests(0));
        exception = await Assert.ThrowsAsync<DiscordApiException>(() => fixture.RespondAsync(RestFixture.Secret));
        Assert.Equal(DiscordErrorCode.AlreadyAcknowledged, exception.Code);
    }

    [Fact]
    public async Task A_further_message_is_never_sent_twice()
    {
        await using var fixture = await RestFixture.StartAsync();
        await fixture.RespondAsync(RestFixture.Secret);
        fixture.Server.Script("POST", "/webhooks", RestReply.AnswerLost, RestReply.Error(500));
        await Assert.ThrowsAsync<DiscordApiException>(() => fixture.Rest.FollowUpAsync(RestServer.ApplicationId, RestFixture.Secret, RestFixture.Message, Stop));
        await Assert.ThrowsAsync<DiscordApiException>(() => fixture.Rest.FollowUpAsync(RestServer.ApplicationId, RestFixture.Secret, RestFixture.Message, Stop));
        Assert.Equal(2, fixture.Server.RequestsTo("POST", "/webhooks").Count);
    }

    [Theory]
    [InlineData(404, DiscordErrorCode.UnknownInteraction)]
    [InlineData(404, DiscordErrorCode.UnknownWebhook)]
    [InlineData(401, DiscordErrorCode.InvalidWebhookToken)]
    public async Task An_interaction_that_is_gone_is_told_apart(int status, int code)
    {
        await using var fixture = await RestFixture.StartAsync();
        fixture.Server.Faults = request => request.Token.Length > 0 ? RestReply.Error(status, code) : null;
        var exception = await Assert.ThrowsAsync<DiscordApiException>(() => fixture.RespondAsync(RestFixture.Secret));
        Assert.Equal((RestFailure.Refused, code, true), (exception.Failure, exception.Code, exception.IsInteractionGone));
        Assert.Single(fixture.Server.Requests);
        await fixture.Rest.GetApplicationAsync(Stop);
    }

    [Fact]
    public async Task A_wrong_bot_token_is_shown_once_and_never_again()
    {
        await using var fixture = await RestFixture.StartAsync(token: "wrong");
        for (var times = 0; times < 3; times++)
            Assert.Equal(RestFailure.TokenRefused, (await Assert.ThrowsAsync<DiscordApiException>(() => fixture.Rest.GetApplicationAsync(Stop))).Failure);
        Assert.Single(fixture.Server.Requests);
        await fixture.RespondAsync(RestFixture.Secret);
        Assert.Equal(2, fixture.Server.Requests.Count);
    }

    [Fact]
    public async Task Where_nobody_listens_Discord_is_unreachable()
    {
        await using var fixture = await RestFixture.StartAsync();
        await fixture.Server.DisposeAsync();
        var exception = await Assert.ThrowsAsync<DiscordApiException>(() => fixture.Rest.GetApplicationAsync(Stop));
        Assert.Equal(RestFailure.Unreachable, exception.Failure);
        exception = await Assert.ThrowsAsync<DiscordApiException>(() => fixture.RespondAsync(RestFixture.Secret));
        Assert.Equal(RestFailure.Unreachable, exception.Failure);
    }

    [Fact]
    public async Task An_attempt_that_hangs_is_given_up_and_made_again()
    {
        await using var fixture = await RestFixture.StartAsync(new() { Attempts = 2, Attempt = TimeSpan.FromMilliseconds(300), Backoff = TimeSpan.FromMilliseconds(1) });
        fixture.Server.Faults = _ => RestReply.Gated(Task.Delay(Timeout.Infinite, Stop));
        var exception = await Assert.ThrowsAsync<DiscordApiException>(() => fixture.Rest.GetApplicationAsync(Stop));
        Assert.Equal(RestFailure.TimedOut, exception.Failure);
        Assert.InRange(fixture.Server.Requests.Count, 0, 2);
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1.2, 1.8)]
    [InlineData(2.5, 1)]
    [InlineData(60, 3)]
    [InlineData(-60, 3)]
    public async Task A_first_answer_is_given_up_when_it_no_longer_counts(double age, double patience)
    {
        await using var fixture = await RestFixture.StartOnFakeTimeAsync();
        fixture.Server.Faults = _ => RestReply.Gated(Task.Delay(Timeout.Infinite, Stop));
        var sending = fixture.Rest.RespondAsync(Snowflake.At(fixture.Time.GetUtcNow().AddSeconds(-age)), RestFixture.Secret, RestFixture.Deferred, Stop);
        await fixture.Server.WaitForAsync("POST", "/interactions");
        fixture.Time.Advance(TimeSpan.FromSeconds(patience - 0.01));
        Assert.False(sending.IsCompleted);
        fixture.Time.Advance(TimeSpan.FromSeconds(0.02));
        Assert.Equal(RestFailure.TimedOut, (await Assert.ThrowsAsync<DiscordApiException>(() => sending)).Failure);
    }

    [Fact]
    public async Task Who_asked_may_give_up()
    {
        await using var fixture = await RestFixture.StartOnFakeTimeAsync();
        using var giveUp = new CancellationTokenSource();
        fixture.Server.Faults = _ => RestReply.Gated(Task.Delay(Timeout.Infinite, Stop));
        var asking = fixture.Rest.GetApplicationAsync(giveUp.Token);
        await fixture.Server.WaitForAsync("GET", "/applications");
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }
}
