using System.Net.WebSockets;
using VramBot.Slack.Interactions;
using VramBot.Slack.Tests.Loopback;
using VramBot.Testing;

namespace VramBot.Slack.Tests.SocketMode;

/// <summary>Every envelope is acknowledged, once, on the connection that brought it.</summary>
public sealed class EnvelopeTests : IAsyncLifetime
{
    private SlackServer server = null!;
    private SlackClient client = null!;
    private SlackPeer peer = null!;

    public async ValueTask InitializeAsync()
    {
        server = await SlackServer.StartAsync();
        client = new(server);
        peer = await client.ReadyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await client.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_command_is_acknowledged_with_its_answer()
    {
        var acknowledgement = await await peer.CommandAsync("one");
        Assert.Equal("42 GiB", acknowledgement.GetProperty("payload").GetProperty("text").GetString());
        Assert.Equal(SlackPayloadKind.SlashCommand, client.Responder.Taken.Single().Kind);
        Assert.Equal("one", client.Responder.Taken.Single().Json.GetProperty("text").GetString());
    }

    [Fact]
    public async Task An_empty_answer_is_an_empty_acknowledgement()
    {
        client.Responder.Answer = _ => Task.FromResult(string.Empty);
        Assert.False((await await peer.CommandAsync("one")).TryGetProperty("payload", out _));
    }

    [Fact]
    public async Task What_accepts_no_payload_is_answered_at_its_response_url()
    {
        var click = $$"""{"type":"block_actions","response_url":"{{server.ResponseUrl("click")}}","trigger_id":"1.2"}""";
        var acknowledgement = await await peer.EnvelopeAsync("one", "interactive", click, accepts: false);
        Assert.False(acknowledgement.TryGetProperty("payload", out _));
        await TimePump.UntilAsync(() => server.Messages.Count == 1);
        Assert.Equal(SlackPayloadKind.Interactive, client.Responder.Taken.Single().Kind);
    }

    [Fact]
    public async Task Kinds_that_nobody_knows_are_acknowledged()
    {
        await await peer.EnvelopeAsync("one", "something_new", "{}", accepts: true);
        await await peer.EnvelopeAsync("two", "something_new", "null", accepts: false);
        Assert.Empty(client.Responder.Taken);
    }

    [Fact]
    public async Task A_handler_that_breaks_costs_its_answer_and_nothing_else()
    {
        client.Responder.Answer = _ => throw new FormatException("secretapp");
        await await peer.CommandAsync("one");
        client.Responder.Answer = _ => Task.FromException<string>(new FormatException("secretapp"));
        await await peer.CommandAsync("two");
        client.Responder.Answer = _ => Task.FromResult("{\"broken");
        Assert.False((await await peer.CommandAsync("three")).TryGetProperty("payload", out _));
    }

    [Fact]
    public async Task An_answer_that_takes_too_long_follows_to_the_response_url()
    {
        var slow = new TaskCompletionSource<string>();
        client.Responder.Answer = _ => slow.Task;
        var acknowledging = await peer.CommandAsync("one", server.ResponseUrl("late"));
        var started = client.Time.GetUtcNow();
        Assert.False((await client.Time.PassAsync(acknowledging)).TryGetProperty("payload", out _));
        Assert.InRange(client.Time.GetUtcNow() - started, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3));
        slow.SetResult("""{"text":"42 GiB"}""");
        await TimePump.UntilAsync(() => server.Messages.Count == 1);
    }

    [Fact]
    public async Task One_that_waits_does_not_hold_up_the_next()
    {
        var slow = new TaskCompletionSource<string>();
        client.Responder.Answer = payload => payload.Json.GetProperty("text").ValueEquals("slow") ? slow.Task : Task.FromResult("{}");
        var waiting = await peer.CommandAsync("slow");
        await await peer.CommandAsync("quick");
        Assert.False(waiting.IsCompleted);
        slow.SetResult("{}");
        await waiting;
    }

    [Theory]
    [InlineData("same", "t1", null)]
    [InlineData("same", "t1", 1)]
    [InlineData("other", "t1", 1)]
    public async Task What_is_delivered_again_is_acknowledged_and_not_answered_again(string id, string trigger, int? retry)
    {
        await await peer.CommandAsync("same", trigger: "t1");
        Assert.False((await await peer.CommandAsync(id, trigger: trigger, retry: retry)).TryGetProperty("payload", out _));
        Assert.Single(client.Responder.Taken);
    }

    [Fact]
    public async Task An_answer_that_a_broken_connection_took_along_is_given_again()
    {
        await await peer.CommandAsync("one", trigger: "t1");
        peer.Drop();
        var next = await client.NextAsync();
        var again = await await next.CommandAsync("two", trigger: "t1", retry: 1);
        Assert.Equal("42 GiB", again.GetProperty("payload").GetProperty("text").GetString());
        Assert.False((await await next.CommandAsync("three", trigger: "t1", retry: 2)).TryGetProperty("payload", out _));
        Assert.Single(client.Responder.Taken);
    }

    [Fact]
    public async Task An_answer_for_which_the_connection_is_gone_goes_to_the_response_url()
    {
        var slow = new TaskCompletionSource<string>();
        client.Responder.Answer = _ => slow.Task;
        var acknowledging = await peer.CommandAsync("one", server.ResponseUrl("gone"));
        await TimePump.UntilAsync(() => !client.Responder.Taken.IsEmpty);
        peer.Drop();
        await Assert.ThrowsAnyAsync<IOException>(() => acknowledging);
        await TimePump.UntilAsync(() => client.Log.Text.Contains("needs another", StringComparison.Ordinal));
        slow.SetResult("""{"text":"42 GiB"}""");
        await TimePump.UntilAsync(() => server.Messages.Count == 1);
    }

    [Fact]
    public async Task Events_are_acknowledged_first_and_known_again_by_their_id()
    {
        const string Event = """{"type":"event_callback","event_id":"Ev1","team_id":"T1","event":{"type":"app_home_opened"}}""";
        client.Responder.Answer = _ => new TaskCompletionSource<string>().Task;
        await await peer.EnvelopeAsync("one", "events_api", Event, accepts: false);
        await await peer.EnvelopeAsync("two", "events_api", Event, accepts: false, retry: 1);
        Assert.Equal(SlackPayloadKind.Event, client.Responder.Taken.Single().Kind);
    }

    [Fact]
    public async Task Large_frames_in_small_pieces_arrive_whole()
    {
        var text = new string('x', 300_000);
        await await peer.EnvelopeAsync("big", "slash_commands", SlackPeer.Command(text), accepts: true, fragment: 7_777);
        Assert.Equal(text, client.Responder.Taken.Single().Json.GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"type":7,"envelope_id":8,"payload":9}""")]
    [InlineData("""{"type":"slash_commands","payload":{}}""")]
    [InlineData("""{"type":"slash_commands","envelope_id":"","payload":{}}""")]
    [InlineData("""{"type":"hello"}""")]
    public async Task Frames_that_make_no_sense_are_passed_over(string frame)
    {
        await peer.SendAsync(frame);
        await await peer.CommandAsync("next");
        Assert.False(peer.IsClosed);
    }

    [Fact]
    public async Task Binary_and_endless_frames_are_passed_over()
    {
        await peer.SendAsync(new byte[5_000], WebSocketMessageType.Binary, 999);
        await peer.SendAsync(new byte[17 << 20], WebSocketMessageType.Binary, 1 << 20);
        await peer.SendAsync(new string('[', 5_000));
        await await peer.CommandAsync("next");
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    public async Task A_payload_that_is_none_is_acknowledged(string payload) => await await peer.EnvelopeAsync("one", "slash_commands", payload, accepts: true);
}
