using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using VramBot.Testing;

namespace VramBot.Discord.Tests.Loopback;

/// <summary>One connection, from the gateway's side.</summary>
internal sealed class GatewayPeer(HttpContext http, WebSocket socket) : IDisposable
{
    private readonly Channel<JsonElement> received = Channel.CreateUnbounded<JsonElement>();
    private readonly TaskCompletionSource<int?> closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim sending = new(1, 1);

    public string Path { get; } = http.Request.Path;

    public string Query { get; } = http.Request.QueryString.ToString();

    /// <summary>The longest frame that the client has sent.</summary>
    public int LongestFrame { get; private set; }

    /// <summary>Whether the client's close stays without an answer.</summary>
    public bool IsMute { get; set; }

    /// <summary>The code with which the client closed; none when it was just gone.</summary>
    public Task<int?> Closed => closed.Task.WaitAsync(TimePump.Patience);

    public bool IsClosed => closed.Task.IsCompleted;

    /// <summary>Whether a frame waits to be read.</summary>
    public bool HasFrame => received.Reader.TryPeek(out _);

    /// <summary>The frames as they come, until the client is gone.</summary>
    public IAsyncEnumerable<JsonElement> Frames => received.Reader.ReadAllAsync();

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

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text);

    /// <summary>Sends a frame, in as many fragments as it takes.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes, WebSocketMessageType type, int fragment = int.MaxValue)
    {
        await sending.WaitAsync();
        try
        {
            for (var rest = bytes; ;)
            {
                var part = rest[..Math.Min(fragment, rest.Length)];
                rest = rest[part.Length..];
                await socket.SendAsync(part, type, rest.IsEmpty, CancellationToken.None);
                if (rest.IsEmpty)
                    return;
            }
        }
        finally
        {
            sending.Release();
        }
    }

    /// <summary>Closes with a code, as Discord does.</summary>
    public async Task CloseAsync(int code)
    {
        await sending.WaitAsync();
        try
        {
            await socket.CloseOutputAsync((WebSocketCloseStatus)code, "because", CancellationToken.None);
        }
        finally
        {
            sending.Release();
        }
    }

    /// <summary>Loses the connection without a word.</summary>
    public void Drop() => http.Abort();

    public void Dispose() => sending.Dispose();

    /// <summary>Whether an exception only says that the client is gone.</summary>
    public static bool IsEnd(Exception exception) => exception is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException;

    /// <summary>Reads until the client is gone, and answers its close.</summary>
    public async Task ReadAsync()
    {
        int? code = null;
        try
        {
            var buffer = new byte[64 * 1024];
            while (true)
            {
                var count = 0;
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await socket.ReceiveAsync(buffer.AsMemory(count), CancellationToken.None);
                    count += part.Count;
                }
                while (!part.EndOfMessage);
                if (part.MessageType is WebSocketMessageType.Close)
                    break;
                LongestFrame = Math.Max(LongestFrame, count);
                received.Writer.TryWrite(JsonElement.Parse(buffer.AsSpan(0, count)));
            }

            code = (int?)socket.CloseStatus;
            if (socket.State is WebSocketState.CloseReceived && !IsMute)
                await CloseAsync(code ?? 1000);
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            // Gone.
        }

        received.Writer.TryComplete();
        closed.TrySetResult(code);
        while (IsMute && !http.RequestAborted.IsCancellationRequested)
            await Task.Delay(1);
    }
}
