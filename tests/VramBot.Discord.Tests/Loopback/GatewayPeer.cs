using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using VramBot.Testing;
using VramBot.Testing.Loopback;

namespace VramBot.Discord.Tests.Loopback;

/// <summary>One connection, from the gateway's side.</summary>
internal sealed class GatewayPeer(HttpContext http, WebSocket socket) : SocketPeer(socket, http.Abort, http.RequestAborted)
{
    private readonly Channel<JsonElement> received = Channel.CreateUnbounded<JsonElement>();

    public string Path { get; } = http.Request.Path;

    public string Query { get; } = http.Request.QueryString.ToString();

    /// <summary>The longest frame that the client has sent.</summary>
    public int LongestFrame { get; private set; }

    /// <summary>Whether the client's close stays without an answer.</summary>
    public bool IsMute { get; set; }

    /// <summary>Whether a frame waits to be read.</summary>
    public bool HasFrame => received.Reader.TryPeek(out _);

    /// <summary>The frames as they come, until the client is gone.</summary>
    public IAsyncEnumerable<JsonElement> Frames => received.Reader.ReadAllAsync();

    /// <inheritdoc />
    protected override bool AnswersClose => !IsMute;

    /// <summary>The next frame, which has to be of this kind; gives its <c>d</c>.</summary>
    public async Task<JsonElement> ExpectAsync(int op)
    {
        var frame = await received.Reader.ReadAsync().AsTask().WaitAsync(TimePump.Patience);
        Assert.Equal(op, frame.GetProperty("op").GetInt32());
        return frame.GetProperty("d");
    }

    public Task HelloAsync(int interval = 40_000) => SendAsync($$$"""{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":{{{interval}}},"_trace":["[\"gateway\"]"]}}""");

    public Task ReadyAsync(string session, Uri resumeUrl, int sequence = 1) => DispatchAsync(
        "READY", sequence, $$$"""{"v":10,"user":{"id":"1","username":"vram"},"guilds":[],"session_id":"{{{session}}}","resume_gateway_url":"{{{resumeUrl}}}","application":{"id":"1","flags":0} }""");

    public Task ResumedAsync(int sequence) => DispatchAsync("RESUMED", sequence, """{"_trace":[]}""");

    public Task InteractionAsync(string id, int sequence) => DispatchAsync("INTERACTION_CREATE", sequence, $$"""{"id":"{{id}}","type":2,"token":"t","data":{"name":"vram"} }""");

    public Task DispatchAsync(string name, int sequence, string data) => SendAsync($$"""{"t":"{{name}}","s":{{sequence}},"op":0,"d":{{data}}}""");

    public Task AckAsync() => SendAsync("""{"op":11,"d":null,"s":null,"t":null}""");

    /// <inheritdoc />
    protected override ValueTask TakeAsync(ReadOnlyMemory<byte> frame)
    {
        LongestFrame = Math.Max(LongestFrame, frame.Length);
        received.Writer.TryWrite(JsonElement.Parse(frame.Span));
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    protected override void End() => received.Writer.TryComplete();
}
