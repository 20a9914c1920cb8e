using System.Globalization;
using System.Net.WebSockets;

namespace VramBot.Chat;

/// <summary>A WebSocket that never hangs: whatever does not come about in time is given up, and frames are sent one after another.</summary>
public sealed class PatientSocket : IDisposable
{
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan SendPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromMinutes(15);

    private readonly ClientWebSocket socket = new();
    private readonly SemaphoreSlim sending = new(1, 1);
    private readonly FrameBuffer buffer = new();
    private readonly TimeProvider time;
    private readonly string peer;

    /// <summary>Makes one; nothing is connected yet.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="peer">What is at the other end, as the log calls it.</param>
    /// <param name="mostBytes">The longest frame that the other side takes.</param>
    public PatientSocket(TimeProvider time, string peer, int mostBytes)
    {
        this.time = time;
        this.peer = peer;
        MostBytes = mostBytes;
        // Where a platform has heartbeats, they keep it alive; the runtime's own would only wake the process.
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        socket.Options.CollectHttpResponseDetails = true;
    }

    /// <summary>The longest frame that may be sent.</summary>
    public int MostBytes { get; }

    /// <summary>The last frame; its bytes are overwritten by the next.</summary>
    public ReadOnlyMemory<byte> Frame => buffer.Frame;

    /// <summary>The code with which the other side closed; none when it gave none.</summary>
    public int? CloseCode => socket.CloseStatus is { } status and not WebSocketCloseStatus.Empty ? (int)status : null;

    /// <summary>Asks the other side for a sign of life by the WebSocket's own pings, for platforms without heartbeats. To be set before connecting; runs on the real clock.</summary>
    /// <param name="every">How often.</param>
    /// <param name="patience">How long a ping may stay without an answer.</param>
    public void Ping(TimeSpan every, TimeSpan patience) => (socket.Options.KeepAliveInterval, socket.Options.KeepAliveTimeout) = (every, patience);

    /// <summary>Connects.</summary>
    /// <param name="url">The address.</param>
    /// <param name="stopping">The bot is going down.</param>
    /// <returns>Nothing, or why it did not come about.</returns>
    public async Task<ConnectFault?> ConnectAsync(Uri url, CancellationToken stopping)
    {
        using var patience = new CancellationTokenSource(ConnectPatience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stopping);
        try
        {
            await socket.ConnectAsync(url, either.Token);
            return null;
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            return new("the bot is going down");
        }
        catch (OperationCanceledException)
        {
            return new($"{peer} did not answer in time");
        }
        catch (WebSocketException exception) when (socket.HttpStatusCode is not 0)
        {
            return new($"{peer} refused the connection with HTTP status {(int)socket.HttpStatusCode} ({exception.WebSocketErrorCode})", RetryAfter());
        }
        catch (Exception exception) when (exception is WebSocketException or HttpRequestException or IOException)
        {
            return new($"{peer} could not be reached: {exception.InnerException?.Message ?? exception.Message}");
        }
    }

    /// <summary>Waits for a whole frame. Ends by itself only: by a frame, the other side's end, or <see cref="Abort"/>.</summary>
    public async ValueTask<FrameKind> ReceiveAsync()
    {
        buffer.Clear();
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer.Room(), CancellationToken.None);
            if (received.MessageType is WebSocketMessageType.Close)
                return FrameKind.Closed;
            buffer.Wrote(received.Count);
            if (received.EndOfMessage)
                return buffer.IsTooLong ? FrameKind.TooLong : received.MessageType is WebSocketMessageType.Text ? FrameKind.Text : FrameKind.Binary;
        }
    }

    /// <summary>Sends a frame. A peer that takes none for long is given up: the socket is then aborted, and receiving ends.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> frame)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(frame.Length, MostBytes);
        using var patience = new CancellationTokenSource(SendPatience, time);
        await sending.WaitAsync(patience.Token);
        try
        {
            await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, patience.Token);
        }
        finally
        {
            sending.Release();
        }
    }

    /// <summary>Says goodbye, gives the other side a moment to do so too, and ends.</summary>
    /// <param name="code">The close code.</param>
    /// <param name="reading">Ends when the other side has closed.</param>
    public async Task CloseAsync(int code, Task reading)
    {
        using var patience = new CancellationTokenSource(ClosePatience, time);
        try
        {
            await sending.WaitAsync(patience.Token);
            await socket.CloseOutputAsync((WebSocketCloseStatus)code, null, patience.Token);
            await reading.WaitAsync(patience.Token);
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            // There is nobody left to say it to.
        }

        Abort();
    }

    /// <summary>Ends without a word.</summary>
    public void Abort() => socket.Abort();

    /// <summary>Whether an exception only says that the connection is no more.</summary>
    public static bool IsEnd(Exception exception) => exception is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException or InvalidOperationException;

    /// <inheritdoc />
    public void Dispose()
    {
        socket.Dispose();
        sending.Dispose();
        buffer.Dispose();
    }

    private TimeSpan RetryAfter()
    {
        var header = socket.HttpResponseHeaders?.GetValueOrDefault("Retry-After")?.FirstOrDefault();
        if (!double.TryParse(header, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) || !(seconds > 0))
            return TimeSpan.Zero;
        return TimeSpan.FromSeconds(Math.Min(seconds, LongestRetryAfter.TotalSeconds));
    }
}
