using VramBot.Discord.Tests.Loopback;
using VramBot.Testing;

namespace VramBot.Discord.Tests.Gateway;

/// <summary>Opening a session, keeping it and leaving it.</summary>
public sealed class SessionTests : IAsyncLifetime
{
    private GatewayServer server = null!;
    private GatewayClient client = null!;

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

    [Fact]
    public async Task Identify_has_the_bare_token_no_intents_and_the_shard()
    {
        client.Start();
        var peer = await server.AcceptAsync();
        Assert.Equal("?v=10&encoding=json", peer.Query);
        await peer.HelloAsync();
        var identify = await peer.ExpectAsync(2);
        Assert.Equal(GatewayClient.Token, identify.GetProperty("token").GetString());
        Assert.Equal(0, identify.GetProperty("intents").GetInt32());
        Assert.Equal("[0,1]", identify.GetProperty("shard").GetRawText());
        Assert.All(["os", "browser", "device"], name => Assert.NotEmpty(identify.GetProperty("properties").GetProperty(name).GetString()!));
    }

    [Fact]
    public async Task Nothing_is_sent_before_hello()
    {
        client.Start();
        var peer = await server.AcceptAsync();
        await client.Time.PassAsync(TimeSpan.FromSeconds(5));
        Assert.False(peer.HasFrame);
    }

    [Fact]
    public async Task It_is_ready_when_discord_says_so()
    {
        client.Start();
        var peer = await server.AcceptAsync();
        await peer.HelloAsync();
        await peer.ExpectAsync(2);
        Assert.False(client.Status.IsReady);
        await peer.ReadyAsync("first", server.ResumeUrl);
        await TimePump.UntilAsync(() => client.Status.IsReady);
    }

    [Fact]
    public async Task Interactions_are_handed_over()
    {
        var peer = await client.ReadyAsync();
        await peer.InteractionAsync("100", 2);
        await peer.InteractionAsync("101", 3);
        await client.ArrivedAsync("100", "101");
        Assert.Equal(["100", "101"], client.Interactions);
    }

    [Fact]
    public async Task An_interaction_that_breaks_its_handler_breaks_nothing_else()
    {
        var peer = await client.ReadyAsync();
        client.IsBroken = true;
        await peer.InteractionAsync("100", 2);
        await TimePump.UntilAsync(() => client.Log.Lines.Any(line => line.Contains(nameof(FormatException), StringComparison.Ordinal)));
        client.IsBroken = false;
        await peer.InteractionAsync("101", 3);
        await client.ArrivedAsync("101");
    }

    [Fact]
    public async Task Going_down_closes_with_1000_and_takes_nothing_more()
    {
        var peer = await client.ReadyAsync();
        await client.StopAsync();
        Assert.Equal(1000, await peer.Closed);
        Assert.Equal(0, client.Status.Ready);
        Assert.False(server.HasPeer);
    }

    [Fact]
    public async Task Going_down_does_not_wait_for_a_gateway_that_says_nothing()
    {
        var peer = await client.ReadyAsync();
        peer.IsMute = true;
        await client.StopAsync();
        Assert.Equal(1000, await peer.Closed);
    }

    [Fact]
    public async Task Without_a_token_nothing_is_opened()
    {
        client.Options.Token = " ";
        client.Start();
        await client.StopAsync();
        Assert.Equal(0, client.Asked);
        Assert.False(client.Status.IsReady);
        Assert.Null(client.Status.Fatal);
    }

    [Fact]
    public async Task A_token_that_no_frame_could_carry_is_never_sent()
    {
        client.Options.Token = new('x', 5000);
        client.Start();
        await TimePump.UntilAsync(() => client.Status.Fatal is not null);
        Assert.Contains("Discord__Token", client.Status.Fatal!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_is_not_opened_in_time_is_given_up()
    {
        client.Start();
        var peer = await server.AcceptAsync();
        await peer.HelloAsync();
        await peer.ExpectAsync(2);
        var next = await client.AcceptAsync();
        Assert.Equal(4000, await peer.Closed);
        await client.IdentifiedAsync(next);
    }

    [Fact]
    public async Task A_gateway_that_says_no_hello_is_given_up()
    {
        client.Start();
        var peer = await server.AcceptAsync();
        var next = await client.AcceptAsync();
        Assert.Equal(4000, await peer.Closed);
        await client.IdentifiedAsync(next);
    }
}
