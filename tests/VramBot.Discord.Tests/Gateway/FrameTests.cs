using System.Net.WebSockets;
using System.Text;
using VramBot.Discord.Tests.Loopback;

namespace VramBot.Discord.Tests.Gateway;

/// <summary>Frames of every size and kind: whatever arrives, what comes behind it arrives too.</summary>
public sealed class FrameTests : IAsyncLifetime
{
    private GatewayServer server = null!;
    private GatewayClient client = null!;
    private GatewayPeer peer = null!;

    public async ValueTask InitializeAsync()
    {
        server = await GatewayServer.StartAsync();
        client = new(server);
        peer = await client.ReadyAsync("first");
    }

    public async ValueTask DisposeAsync()
    {
        await client.DisposeAsync();
        await server.DisposeAsync();
    }

    [Theory]
    [InlineData(1_000, 7)]
    [InlineData(8_192, 8_192)]
    [InlineData(600_000, int.MaxValue)]
    [InlineData(600_000, 1_000)]
    public async Task A_frame_is_put_together_whatever_its_length_and_fragments(int length, int fragment)
    {
        var frame = $$"""{"op":0,"t":"INTERACTION_CREATE","s":2,"d":{"text":"{{new string('é', length)}}","id":"long"} }""";
        await peer.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, fragment);
        await client.ArrivedAsync("long");
        await NextArrivesAsync();
    }

    [Fact]
    public async Task A_frame_past_all_measure_is_dropped_while_it_is_read()
    {
        await peer.SendAsync(new byte[17_000_000], WebSocketMessageType.Text);
        await NextArrivesAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"op":"0"}""")]
    [InlineData("""{"op":0""")]
    [InlineData("""{"op":0,"d":{} } trailing""")]
    [InlineData("""{"op":0,"t":"\ud800","s":2,"d":{} }""")]
    [InlineData("""{"op":0,"t":null,"s":null,"d":null}""")]
    [InlineData("""{"op":0,"t":"INTERACTION_CREATE","s":"two","d":null}""")]
    [InlineData("""{"op":0,"t":"INTERACTION_CREATE","s":2,"d":"text"}""")]
    [InlineData("""{"op":0,"t":"READY","s":2,"d":[]}""")]
    [InlineData("""{"op":0,"t":"SOMETHING_NEW","s":2,"d":{"deep":[[[[]]]]} }""")]
    [InlineData("""{"op":31,"d":{} }""")]
    [InlineData("""{"op":-99999999999,"d":{} }""")]
    [InlineData("""{"op":10,"d":{"heartbeat_interval":1} }""")]
    [InlineData("""{"op":2,"d":{},"s":1e3}""")]
    public async Task Frames_that_make_no_sense_are_passed_over_and_not_repeated_in_the_log(string frame)
    {
        await peer.SendAsync(frame);
        await NextArrivesAsync();
        Assert.DoesNotContain(client.Log.Lines, line => frame.Length > 0 && line.Contains(frame, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Depth_without_end_is_passed_over()
    {
        await peer.SendAsync($$"""{"op":0,"t":"INTERACTION_CREATE","s":2,"d":{{new string('[', 5000)}}""");
        await NextArrivesAsync();
    }

    [Fact]
    public async Task Binary_frames_are_passed_over()
    {
        var garbage = new byte[5000];
        new Random(1).NextBytes(garbage);
        await peer.SendAsync(garbage, WebSocketMessageType.Binary, 999);
        await NextArrivesAsync();
    }

    // .NET refuses such a text by closing; the session goes on after it.
    [Fact]
    public async Task Text_that_is_no_utf8_costs_the_connection_but_not_the_session()
    {
        await peer.SendAsync(new byte[] { 0x22, 0xC3, 0x28, 0xFF }, WebSocketMessageType.Text);
        var next = await client.AcceptAsync();
        await next.HelloAsync();
        Assert.Equal("first", (await next.ExpectAsync(6)).GetProperty("session_id").GetString());
    }

    [Fact]
    public async Task Members_may_come_in_any_order()
    {
        await peer.SendAsync("""{"d":{"id":"100","d":{"op":7} },"new":{"op":9},"s":2,"t":"INTERACTION_CREATE","op":0}""");
        await client.ArrivedAsync("100");
    }

    private async Task NextArrivesAsync()
    {
        await peer.InteractionAsync("next", 3);
        await client.ArrivedAsync("next");
        Assert.False(peer.IsClosed);
    }
}
