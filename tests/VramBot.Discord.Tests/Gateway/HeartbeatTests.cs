using System.Text.Json;
using VramBot.Discord.Tests.Loopback;
using VramBot.Testing;

namespace VramBot.Discord.Tests.Gateway;

/// <summary>The rhythm, and what its absence means.</summary>
public sealed class HeartbeatTests : IAsyncLifetime
{
    private GatewayServer server = null!;
    private GatewayClient client = null!;

    public async ValueTask InitializeAsync()
    {
        server = await GatewayServer.StartAsync();
        client = new(server) { Random = new FixedDice(0.25) };
    }

    public async ValueTask DisposeAsync()
    {
        await client.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task The_first_comes_after_a_random_part_of_the_interval_and_the_others_after_all_of_it()
    {
        var peer = await client.ReadyAsync(interval: 40_000);
        await client.Time.PassAsync(TimeSpan.FromSeconds(9.9));
        Assert.False(peer.HasFrame);
        client.Time.Advance(TimeSpan.FromSeconds(0.1));
        await BeatenAsync(peer, 1);
        await client.Time.PassAsync(TimeSpan.FromSeconds(39.9));
        Assert.False(peer.HasFrame);
        client.Time.Advance(TimeSpan.FromSeconds(0.1));
        await BeatenAsync(peer, 1);
    }

    [Fact]
    public async Task Before_the_first_dispatch_it_carries_null()
    {
        client.Start();
        var peer = await server.AcceptAsync();
        await peer.HelloAsync(1000);
        await peer.ExpectAsync(2);
        client.Time.Advance(TimeSpan.FromSeconds(0.25));
        Assert.Equal(JsonValueKind.Null, (await peer.ExpectAsync(1)).ValueKind);
    }

    [Fact]
    public async Task It_carries_the_last_number_that_was_not_null_also_of_events_that_are_passed_over()
    {
        var peer = await client.ReadyAsync();
        await peer.InteractionAsync("100", 2);
        await peer.DispatchAsync("APPLICATION_COMMAND_PERMISSIONS_UPDATE", 7, "{}");
        await peer.SendAsync("""{"op":0,"t":"SOMETHING_NEW","s":null,"d":[1]}""");
        await peer.SendAsync("""{"op":1,"d":null,"s":null,"t":null}""");
        Assert.Equal(7, (await peer.ExpectAsync(1)).GetInt32());
    }

    [Fact]
    public async Task A_request_for_one_is_answered_at_once()
    {
        var peer = await client.ReadyAsync();
        await peer.SendAsync("""{"op":1,"d":null}""");
        Assert.Equal(1, (await peer.ExpectAsync(1)).GetInt32());
    }

    [Fact]
    public async Task Requests_do_not_use_up_the_frames_that_a_minute_allows_and_the_rhythm_goes_on()
    {
        var peer = await client.ReadyAsync(interval: 40_000);
        for (var request = 0; request < 200; request++)
            await peer.SendAsync("""{"op":1,"d":null}""");
        await peer.InteractionAsync("behind", 2);
        await client.ArrivedAsync("behind");
        // The identify counts as well.
        for (var answer = 0; answer < 109; answer++)
            await peer.ExpectAsync(1);
        Assert.False(peer.HasFrame);
        client.Time.Advance(TimeSpan.FromSeconds(10));
        await BeatenAsync(peer, 2);
    }

    [Fact]
    public async Task Without_an_acknowledgement_the_connection_is_replaced_and_the_session_kept()
    {
        var peer = await client.ReadyAsync("kept", interval: 40_000);
        await peer.InteractionAsync("100", 5);
        await client.ArrivedAsync("100");
        client.Time.Advance(TimeSpan.FromSeconds(10));
        await peer.ExpectAsync(1);
        await client.Time.PassAsync(TimeSpan.FromSeconds(39.9));
        Assert.False(peer.IsClosed);
        var next = await client.AcceptAsync();
        Assert.True(await peer.Closed is not (1000 or 1001 or null));
        Assert.Equal("/resume", next.Path);
        await next.HelloAsync();
        var resume = await next.ExpectAsync(6);
        Assert.Equal("kept", resume.GetProperty("session_id").GetString());
        Assert.Equal(5, resume.GetProperty("seq").GetInt32());
    }

    private static async Task BeatenAsync(GatewayPeer peer, int sequence)
    {
        Assert.Equal(sequence, (await peer.ExpectAsync(1)).GetInt32());
        await peer.AckAsync();
    }
}
