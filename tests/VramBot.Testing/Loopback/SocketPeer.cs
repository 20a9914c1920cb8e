using System.Net.WebSockets;
using System.Text;

namespace VramBot.Testing.Loopback;

/// <summary>One WebSocket connection from a platform's side: sends frames, also in fragments, reads until the client is gone, and answers its close.</summary>
/// <param name="socket">The socket.</param>
/// <param name="drop">Loses the connection without a word.</param>
/// <param name="gone">The connection is gone.</param>
public abstract class SocketPeer(WebSocket socket, Action drop, CancellationToken gone) : IDisposable
{
    private const int LongestFrame = 64 * 1024;

    private readonly TaskCompletionSource<int?> closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim sending = new(1, 1);

    /// <summary>The code with which the client closed; none when it was just gone.</summary>
    public Task<int?> Closed => closed.Task.WaitAsync(TimePump.Patience);

    /// <summary>Whether the client has closed, or is gone.</summary>
    public bool IsClosed => closed.Task.IsCompleted;

    /// <summary>Whether it is still to read.</summary>
    protected virtual bool IsReading => true;

    /// <summary>Whether the client's close is answered.</summary>
    protected virtual bool AnswersClose => true;

    /// <summary>Sends a text.</summary>
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

    /// <summary>Closes with a code.</summary>
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
    public void Drop() => drop();

    /// <inheritdoc />
    public void Dispose()
    {
        sending.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Whether an exception only says that the client is gone.</summary>
    public static bool IsEnd(Exception exception) => exception is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException;

    /// <summary>Reads until the client is gone.</summary>
    public async Task ReadAsync()
    {
        int? code = null;
        try
        {
            await ReadFramesAsync();
            code = (int?)socket.CloseStatus;
            if (socket.State is WebSocketState.CloseReceived && AnswersClose)
                await CloseAsync(code ?? 1000);
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            // Gone.
        }

        End();
        closed.TrySetResult(code);

        // A connection lasts as long as somebody reads it.
        if (!AnswersClose)
            await Task.Delay(Timeout.Infinite, gone).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Takes a frame.</summary>
    protected abstract ValueTask TakeAsync(ReadOnlyMemory<byte> frame);

    /// <summary>There will be no more frames.</summary>
    protected abstract void End();

    private async Task ReadFramesAsync()
    {
        var buffer = new byte[LongestFrame];
        while (IsReading)
        {
            var count = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(count), gone);
                count += part.Count;
            }
            while (!part.EndOfMessage);
            if (part.MessageType is WebSocketMessageType.Close)
                return;
            await TakeAsync(buffer.AsMemory(0, count));
        }

        await Task.Delay(Timeout.Infinite, gone);
    }
}
