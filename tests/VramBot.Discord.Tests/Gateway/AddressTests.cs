using System.Net;
using System.Net.Sockets;
using VramBot.Discord.Tests.Loopback;
using VramBot.Testing;

namespace VramBot.Discord.Tests.Gateway;

/// <summary>Where the gateway is, and what happens when it is not there.</summary>
public sealed class AddressTests : IAsyncLifetime
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
    public async Task An_address_that_is_set_is_used_and_nobody_asked()
    {
        client.Options.GatewayUrl = $"{server.Url}set?v=9";
        client.Start();
        var peer = await server.AcceptAsync();
        Assert.Equal(("/set", "?v=10&encoding=json"), (peer.Path, peer.Query));
        Assert.Equal(0, client.Asked);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(429)]
    public async Task A_refused_connection_is_tried_again_later_and_the_address_asked_for_anew(int status)
    {
        server.Refuse(status);
        server.Refuse(status);
        client.Start();
        await client.IdentifiedAsync(await client.AcceptAsync());
        Assert.Equal((2, 3), (server.Refused, client.Asked));
    }

    [Fact]
    public async Task The_time_that_a_refusal_names_is_waited_for()
    {
        server.Refuse(429, retryAfter: 30);
        client.Start();
        await TimePump.UntilAsync(() => client.Log.Lines.Any(line => line.Contains("429", StringComparison.Ordinal)));
        await client.Time.PassAsync(TimeSpan.FromSeconds(29));
        Assert.False(server.HasPeer);
        await client.IdentifiedAsync(await client.AcceptAsync());
    }

    [Fact]
    public async Task A_gateway_that_refuses_for_ten_minutes_is_not_hammered()
    {
        for (var refusal = 0; refusal < 1000; refusal++)
            server.Refuse(503);
        client.Start();
        await client.Time.PassAsync(TimeSpan.FromMinutes(10), step: 2);
        Assert.InRange(server.Refused, 8, 30);
    }

    [Fact]
    public async Task When_the_session_cannot_be_taken_up_where_it_should_a_new_one_is_begun_at_the_first_address()
    {
        var peer = await client.ReadyAsync("first");
        server.Refuse(500);
        peer.Drop();
        var next = await client.AcceptAsync();
        Assert.Equal(("/", 1), (next.Path, server.Refused));
        await client.IdentifiedAsync(next, "second");
    }

    [Fact]
    public async Task When_no_address_answers_the_session_is_not_given_up()
    {
        var peer = await client.ReadyAsync("first");
        server.Refuse(500);
        server.Refuse(500);
        peer.Drop();
        var next = await client.AcceptAsync();
        Assert.Equal(("/resume", 2), (next.Path, server.Refused));
        await next.HelloAsync();
        Assert.Equal("first", (await next.ExpectAsync(6)).GetProperty("session_id").GetString());
    }

    [Fact]
    public async Task With_no_session_left_to_begin_the_old_one_is_the_only_hope()
    {
        client.Answer = () => new(server.Url, 1, new(1000, 1, 3_600_000, 1));
        var peer = await client.ReadyAsync("first");
        server.Refuse(500);
        peer.Drop();
        Assert.Equal("/resume", (await client.AcceptAsync()).Path);
    }

    [Fact]
    public async Task Nobody_listening_is_survived()
    {
        using var port = new TcpListener(IPAddress.Loopback, 0);
        port.Start();
        var nobody = new Uri($"ws://127.0.0.1:{((IPEndPoint)port.LocalEndpoint).Port}");
        port.Stop();
        client.Answer = () => new(client.Asked < 3 ? nobody : server.Url, 1, new(1000, 999, 3_600_000, 1));
        client.Start();
        await client.IdentifiedAsync(await client.AcceptAsync());
    }

    [Fact]
    public async Task Discords_api_is_asked_again_until_it_answers()
    {
        var answer = client.Answer;
        client.Answer = () => client.Asked < 4 ? throw new HttpRequestException("502", null, HttpStatusCode.BadGateway) : answer();
        client.Start();
        await client.IdentifiedAsync(await client.AcceptAsync());
        Assert.Equal(4, client.Asked);
    }

    [Fact]
    public async Task A_token_that_the_api_refuses_is_not_used_again()
    {
        client.Answer = () => throw new HttpRequestException("401", null, HttpStatusCode.Unauthorized);
        client.Start();
        await TimePump.UntilAsync(() => client.Status.Fatal is not null);
        await client.Time.PassAsync(TimeSpan.FromMinutes(1), step: 1);
        Assert.Equal(1, client.Asked);
        Assert.Contains("Discord__Token", client.Status.Fatal!, StringComparison.Ordinal);
    }
}
