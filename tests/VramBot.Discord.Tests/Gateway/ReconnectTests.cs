using VramBot.Discord.Gateway;
using VramBot.Discord.Tests.Loopback;
using VramBot.Testing;

namespace VramBot.Discord.Tests.Gateway;

/// <summary>What follows on each way a connection can end.</summary>
public sealed class ReconnectTests : IAsyncLifetime
{
    private GatewayServer server = null!;
    private GatewayClient client = null!;

    public static TheoryData<int> Codes(string next) => [.. CloseCodes.All.Where(rule => rule.Next.ToString() == next).Select(rule => rule.Code)];

    public async ValueTask InitializeAsync()
    {
        server = await GatewayServer.StartAsync();
        client = new(server);
    }

    public async ValueTask DisposeAsync()
    {
        await client.DisposeAsync();
        await server.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Codes), "Resume")]
    [InlineData(1012)]
    [InlineData(4999)]
    public async Task After_most_close_codes_the_session_is_resumed(int code)
    {
        var peer = await client.ReadyAsync("first");
        await peer.InteractionAsync("100", 2);
        await client.ArrivedAsync("100");
        await peer.CloseAsync(code);
        await ResumedAsync("first", 2);
        Assert.NotInRange(await peer.Closed ?? 0, 1000, 1001);
    }

    [Theory]
    [MemberData(nameof(Codes), "Identify")]
    public async Task After_some_a_new_session_is_begun(int code)
    {
        var peer = await client.ReadyAsync("first");
        await peer.CloseAsync(code);
        var next = await client.AcceptAsync();
        Assert.Equal("/", next.Path);
        await client.IdentifiedAsync(next, "second");
    }

    [Theory]
    [MemberData(nameof(Codes), "Stop")]
    public async Task After_others_it_stops_and_says_what_to_set(int code)
    {
        var peer = await client.ReadyAsync("first");
        await peer.CloseAsync(code);
        await TimePump.UntilAsync(() => client.Status.Fatal is not null && client.Status.Ready == 0);
        Assert.Matches($@"{code}.*Discord__(Token|Shards|GatewayUrl)", client.Status.Fatal!);
        Assert.Contains(client.Log.Lines, line => line.StartsWith("Error:", StringComparison.Ordinal) && line.Contains(client.Status.Fatal!, StringComparison.Ordinal));
        Assert.False(client.Status.IsReady);
        await client.Time.PassAsync(TimeSpan.FromMinutes(1), step: 1);
        Assert.False(server.HasPeer);
    }

    [Fact]
    public async Task Every_code_that_the_documentation_lists_has_its_rule() => Assert.Equal(
        [1000, 1001, 4000, 4001, 4002, 4003, 4004, 4005, 4007, 4008, 4009, 4010, 4011, 4012, 4013, 4014], CloseCodes.All.Select(rule => rule.Code).Order());

    [Fact]
    public async Task After_too_many_frames_it_waits_before_it_resumes()
    {
        var peer = await client.ReadyAsync("first");
        await peer.CloseAsync(4008);
        await peer.Closed;
        await client.Time.PassAsync(TimeSpan.FromSeconds(2));
        Assert.False(server.HasPeer);
        await ResumedAsync("first", 1);
    }

    [Fact]
    public async Task A_lost_connection_is_resumed()
    {
        var peer = await client.ReadyAsync("first");
        peer.Drop();
        await ResumedAsync("first", 1);
    }

    [Fact]
    public async Task What_was_missed_arrives_after_the_resume()
    {
        var peer = await client.ReadyAsync("first");
        peer.Drop();
        var next = await client.AcceptAsync();
        await next.HelloAsync();
        await next.ExpectAsync(6);
        await next.InteractionAsync("missed", 2);
        await next.ResumedAsync(3);
        await client.ArrivedAsync("missed");
        await TimePump.UntilAsync(() => client.Status.IsReady);
        next.Drop();
        await ResumedAsync("first", 3);
    }

    [Fact]
    public async Task Discords_wish_for_a_new_connection_is_followed_and_the_session_kept()
    {
        var peer = await client.ReadyAsync("first");
        await peer.SendAsync("""{"op":7,"d":null,"s":null,"t":null}""");
        Assert.Equal(4000, await peer.Closed);
        await ResumedAsync("first", 1);
    }

    [Fact]
    public async Task What_arrives_after_the_decision_to_go_is_left_for_the_resume()
    {
        var peer = await client.ReadyAsync("first");
        peer.IsMute = true;
        await peer.SendAsync("""{"op":7,"d":null}""");
        await peer.InteractionAsync("late", 2);
        await ResumedAsync("first", 1);
        Assert.DoesNotContain("late", client.Interactions);
    }

    [Fact]
    public async Task A_session_invalid_for_now_is_resumed()
    {
        var peer = await client.ReadyAsync("first");
        await peer.SendAsync("""{"op":9,"d":true,"s":null,"t":null}""");
        Assert.Equal(4000, await peer.Closed);
        await ResumedAsync("first", 1);
    }

    [Fact]
    public async Task A_session_invalid_for_good_is_replaced_after_one_to_five_seconds_at_the_first_address()
    {
        var peer = await client.ReadyAsync("first");
        await client.Time.PassAsync(TimeSpan.FromSeconds(30));
        await peer.SendAsync("""{"op":9,"d":false,"s":null,"t":null}""");
        Assert.True(await peer.Closed is not (1000 or 1001 or null));
        await client.Time.PassAsync(TimeSpan.FromSeconds(2.5));
        Assert.False(server.HasPeer);
        var started = client.Time.GetUtcNow();
        var next = await client.AcceptAsync();
        Assert.InRange((client.Time.GetUtcNow() - started).TotalSeconds, 0, 10);
        Assert.Equal("/", next.Path);
        await client.IdentifiedAsync(next, "second");
        next.Drop();
        await ResumedAsync("second", 1);
    }

    [Fact]
    public async Task A_resume_that_is_refused_as_invalid_begins_a_new_session()
    {
        var peer = await client.ReadyAsync("first");
        peer.Drop();
        var second = await client.AcceptAsync();
        await second.HelloAsync();
        await second.ExpectAsync(6);
        await second.SendAsync("""{"op":9,"d":false}""");
        var third = await client.AcceptAsync();
        Assert.Equal("/", third.Path);
        await client.IdentifiedAsync(third, "second");
    }

    [Fact]
    public async Task An_address_for_resuming_that_is_none_is_replaced_by_the_first()
    {
        client.Start();
        var peer = await server.AcceptAsync();
        await peer.HelloAsync();
        await peer.ExpectAsync(2);
        await peer.DispatchAsync("READY", 1, """{"session_id":"first","resume_gateway_url":"file:///etc/passwd"}""");
        await TimePump.UntilAsync(() => client.Status.IsReady);
        peer.Drop();
        var next = await client.AcceptAsync();
        Assert.Equal("/", next.Path);
        await next.HelloAsync();
        await next.ExpectAsync(6);
    }

    // A thousand sessions begun in a day cost the token.
    [Theory]
    [InlineData("""{"op":9,"d":false}""")]
    [InlineData(null)]
    public async Task A_gateway_that_ends_every_session_at_once_is_asked_for_fewer_and_fewer(string? end)
    {
        client.Start();
        var sessions = 0;
        server.OnPeer = async peer =>
        {
            await peer.HelloAsync();
            await peer.ExpectAsync(2);
            Interlocked.Increment(ref sessions);
            if (end is null)
                peer.Drop();
            else
                await peer.SendAsync(end);
        };
        await client.Time.PassAsync(TimeSpan.FromMinutes(10), step: 2);
        Assert.InRange(sessions, 5, 14);
    }

    private async Task ResumedAsync(string session, int sequence)
    {
        var next = await client.AcceptAsync();
        Assert.Equal("/resume", next.Path);
        Assert.Equal("?v=10&encoding=json", next.Query);
        await next.HelloAsync();
        var resume = await next.ExpectAsync(6);
        Assert.Equal(GatewayClient.Token, resume.GetProperty("token").GetString());
        Assert.Equal(session, resume.GetProperty("session_id").GetString());
        Assert.Equal(sequence, resume.GetProperty("seq").GetInt32());
        await next.ResumedAsync(sequence + 1);
        await TimePump.UntilAsync(() => client.Status.IsReady);
    }
}
