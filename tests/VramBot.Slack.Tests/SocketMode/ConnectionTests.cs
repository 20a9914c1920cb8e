using VramBot.Slack.SocketMode;
using VramBot.Slack.Tests.Loopback;
using VramBot.Testing;

namespace VramBot.Slack.Tests.SocketMode;

/// <summary>Connections come, are renewed, and go.</summary>
public sealed class ConnectionTests : IAsyncLifetime
{
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

    [Fact]
    public async Task Each_connection_has_its_own_address_asked_for_with_the_app_token()
    {
        client.Options.Connections = 3;
        client.Start();
        for (var connection = 0; connection < 3; connection++)
            await client.GreetedAsync(await server.AcceptAsync());
        Assert.Equal((3, 3, true), (client.Status.Connections, client.Status.Ready, client.Status.IsReady));
        Assert.Equal(3, server.CountOf("apps.connections.open"));
        Assert.All(server.Calls, call => Assert.Equal(SlackServer.AppToken, call.Token));
    }

    [Fact]
    public async Task Without_an_app_token_nothing_is_opened()
    {
        client.Options.AppToken = " ";
        client.Start();
        await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.Empty(server.Calls);
        Assert.Equal(0, client.Status.Connections);
    }

    [Fact]
    public async Task A_connection_that_says_nothing_is_left()
    {
        client.Start();
        var mute = await server.AcceptAsync();
        var started = client.Time.GetUtcNow();
        await client.NextAsync();
        Assert.InRange(client.Time.GetUtcNow() - started, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30));
        Assert.Equal(1000, await mute.Closed);
        Assert.Equal(1, client.Status.Ready);
    }

    [Theory]
    [InlineData("warning")]
    [InlineData("refresh_requested")]
    [InlineData("something_new")]
    public async Task The_next_connection_is_up_before_the_old_one_is_closed(string reason)
    {
        var old = await client.ReadyAsync();
        await old.DisconnectAsync(reason);
        var next = await client.Time.PassAsync(server.AcceptAsync());
        await await old.CommandAsync("over the old one");
        Assert.False(old.IsClosed);
        await client.GreetedAsync(next);
        await await next.CommandAsync("over the new one");
        await client.Time.PassAsync(old.Closed);
        Assert.Equal(1000, await old.Closed);
        await TimePump.UntilAsync(() => client.Status.Ready == 1);
        Assert.False(next.IsClosed);
    }

    [Fact]
    public async Task The_old_connection_is_closed_only_when_its_work_is_answered()
    {
        var slow = new TaskCompletionSource<string>();
        client.Responder.Answer = payload => payload.Json.GetProperty("text").ValueEquals("slow") ? slow.Task : Task.FromResult("{}");
        var old = await client.ReadyAsync();
        var waiting = await old.CommandAsync("slow");
        await old.DisconnectAsync("refresh_requested");
        var next = await client.NextAsync();
        await client.Time.PassAsync(TimeSpan.FromSeconds(1.5));
        Assert.False(old.IsClosed);
        slow.SetResult("{}");
        await waiting;
        await client.Time.PassAsync(old.Closed);
        Assert.False(next.IsClosed);
    }

    [Fact]
    public async Task Slack_may_close_the_old_connection_before_the_next_is_there()
    {
        var old = await client.ReadyAsync();
        server.Faults = call => ApiReply.Of(500);
        await old.DisconnectAsync("warning");
        await client.Time.PassAsync(TimeSpan.FromSeconds(1));
        Assert.True(client.Status.IsReady);
        old.Drop();
        await TimePump.UntilAsync(() => !client.Status.IsReady);
        server.Faults = _ => null;
        await await (await client.NextAsync()).CommandAsync("one");
        await client.Time.PassAsync(TimeSpan.FromSeconds(2));
        await TimePump.UntilAsync(() => client.Status.Ready == 1);
    }

    [Fact]
    public async Task A_link_that_is_turned_off_stops_it_and_says_what_to_turn_on()
    {
        client.Options.Connections = 2;
        client.Start();
        var first = await client.GreetedAsync(await server.AcceptAsync());
        var second = await client.GreetedAsync(await server.AcceptAsync());
        await first.DisconnectAsync("link_disabled");
        await client.Time.PassAsync(first.Closed);
        await client.Time.PassAsync(second.Closed);
        await TimePump.UntilAsync(() => client.Status.Fatal is not null);
        Assert.Contains("Turn it on", client.Status.Fatal, StringComparison.Ordinal);
        await client.Time.PassAsync(TimeSpan.FromMinutes(5), 30);
        Assert.Equal(2, server.CountOf("apps.connections.open"));
    }

    [Fact]
    public async Task Too_many_connections_are_answered_by_a_long_wait()
    {
        var peer = await client.ReadyAsync();
        await peer.DisconnectAsync("too_many_websockets");
        var started = client.Time.GetUtcNow();
        await client.Time.PassAsync(peer.Closed);
        await client.NextAsync();
        Assert.InRange(client.Time.GetUtcNow() - started, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(3));
    }

    [Theory]
    [InlineData("invalid_auth")]
    [InlineData("not_allowed_token_type")]
    [InlineData("missing_scope")]
    public async Task A_token_that_is_refused_stops_it_and_is_named(string error)
    {
        server.Faults = _ => ApiReply.Error(error);
        client.Start();
        await TimePump.UntilAsync(() => client.Status.Fatal is not null);
        Assert.All(new[] { error, "Slack__AppToken", "xapp-", "connections:write" }, word => Assert.Contains(word, client.Status.Fatal, StringComparison.Ordinal));
        await client.Time.PassAsync(TimeSpan.FromMinutes(5), 30);
        Assert.Single(server.Calls);
    }

    [Fact]
    public async Task What_cannot_be_reached_is_tried_ever_later()
    {
        server.Faults = _ => ApiReply.Of(503);
        client.ApiTiming = client.ApiTiming with { Attempts = 1 };
        client.Start();
        await client.Time.PassAsync(TimeSpan.FromMinutes(10), 1);
        Assert.InRange(server.Calls.Count, 5, 25);
        server.Faults = _ => null;
        await client.NextAsync();
    }

    [Fact]
    public async Task A_connection_that_is_refused_is_tried_again_with_a_new_ticket()
    {
        server.Refusals.Enqueue(408);
        client.Start();
        await client.NextAsync();
        Assert.Equal(2, server.CountOf("apps.connections.open"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_connection_that_is_lost_is_replaced_at_once(bool drops)
    {
        var peer = await client.ReadyAsync();
        await client.Time.PassAsync(TimeSpan.FromSeconds(20), 5);
        if (drops)
            peer.Drop();
        else
            await peer.CloseAsync(1001);
        var started = client.Time.GetUtcNow();
        await await (await client.NextAsync()).CommandAsync("one");
        Assert.InRange(client.Time.GetUtcNow() - started, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Silence_is_the_end_of_a_connection()
    {
        client.Timing = new() { PingEvery = TimeSpan.FromMilliseconds(50), PingPatience = TimeSpan.FromMilliseconds(200) };
        client.Start();
        var peer = await server.AcceptAsync();
        peer.IsMute = true;
        await client.GreetedAsync(peer);
        await await SilencedAsync(peer);
        await client.Time.PassAsync(server.AcceptAsync());
    }

    [Fact]
    public async Task On_the_way_down_what_is_here_is_answered_and_the_connection_closed()
    {
        var slow = new TaskCompletionSource<string>();
        client.Responder.Answer = _ => slow.Task;
        var peer = await client.ReadyAsync();
        var waiting = await peer.CommandAsync("one");
        await TimePump.UntilAsync(() => !client.Responder.Taken.IsEmpty);
        var stopping = client.StopAsync();
        slow.SetResult("""{"text":"42 GiB"}""");
        Assert.True((await waiting).TryGetProperty("payload", out _));
        await stopping;
        Assert.Equal(1000, await peer.Closed);
        Assert.Equal(0, client.Status.Ready);
    }

    [Theory]
    [InlineData(nameof(NextStep.Reconnect))]
    [InlineData(nameof(NextStep.Renew))]
    public void Connections_that_never_last_are_opened_ever_later(string next)
    {
        var delays = new ReconnectDelays(new FixedDice(1));
        var wait = TimeSpan.Zero;
        for (var fall = 0; fall < 20; fall++)
            wait = delays.After(new(Enum.Parse<NextStep>(next), "it fell"), TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.FromSeconds(30), wait);
    }

    // The peer reads once more before it falls silent: it is given something to read.
    private static async Task<Task> SilencedAsync(SlackPeer peer)
    {
        await peer.CommandAsync("last");
        return peer.Closed;
    }
}
