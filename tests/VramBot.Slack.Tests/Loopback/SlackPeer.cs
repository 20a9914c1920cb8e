using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using VramBot.Testing;

namespace VramBot.Slack.Tests.Loopback;

/// <summary>One Socket Mode connection, from Slack's side. Acknowledgements are held against what was sent: an unknown one, a second one or an unwanted payload is a problem.</summary>
internal sealed class SlackPeer(HttpContext http, WebSocket socket, ConcurrentQueue<string> problems) : IDisposable
{
    private readonly ConcurrentDictionary<string, (bool Accepts, TaskCompletionSource<JsonElement> Acknowledged)> sent = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource<int?> closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim sending = new(1, 1);

    /// <summary>The code with which the client closed; none when it was just gone.</summary>
    public Task<int?> Closed => closed.Task.WaitAsync(TimePump.Patience);

    public bool IsClosed => closed.Task.IsCompleted;

    /// <summary>Whether it stops reading after the next frame: pings stay without an answer then.</summary>
    public bool IsMute { get; set; }

    /// <summary>How long it takes before an acknowledgement is read.</summary>
    public Func<Task>? BeforeReading { get; set; }

    public Task HelloAsync(int connections = 1) => SendAsync(
        $$$"""{"type":"hello","num_connections":{{{connections}}},"debug_info":{"host":"applink-1","build_number":1,"approximate_connection_time":18060},"connection_info":{"app_id":"A111"}}""");

    public Task DisconnectAsync(string reason) => SendAsync($$$"""{"type":"disconnect","reason":"{{{reason}}}","debug_info":{"host":"applink-1"}}""");

    /// <summary>Sends an envelope.</summary>
    /// <returns>Its acknowledgement, once it is there.</returns>
    public async Task<Task<JsonElement>> EnvelopeAsync(string id, string type, string payload, bool accepts, int? retry = null, int fragment = int.MaxValue)
    {
        var acknowledged = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!sent.TryAdd(id, (accepts, acknowledged)))
            sent[id] = (accepts, acknowledged);
        var again = retry is { } number ? $$""","retry_attempt":{{number}},"retry_reason":"timeout" """ : string.Empty;
        var frame = $$"""{"envelope_id":"{{id}}","payload":{{payload}},"type":"{{type}}","accepts_response_payload":{{(accepts ? "true" : "false")}}{{again}}}""";
        await SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, fragment);
        return acknowledged.Task.WaitAsync(TimePump.Patience);
    }

    /// <summary>Sends a slash command.</summary>
    public Task<Task<JsonElement>> CommandAsync(string id, string? responseUrl = null, string? trigger = null, int? retry = null) =>
        EnvelopeAsync(id, "slash_commands", Command(id, responseUrl, trigger), accepts: true, retry);

    /// <summary>The payload of a slash command.</summary>
    public static string Command(string text, string? responseUrl = null, string? trigger = null) =>
        $$"""{"token":"x","team_id":"T1","channel_id":"C1","user_id":"U1","command":"/vram","text":"{{text}}","api_app_id":"A111","is_enterprise_install":"false","response_url":"{{responseUrl}}","trigger_id":"{{trigger ?? $"trigger-{text}"}}"}""";

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
            while (!IsMute)
            {
                var count = 0;
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await socket.ReceiveAsync(buffer.AsMemory(count), http.RequestAborted);
                    count += part.Count;
                }
                while (!part.EndOfMessage);
                if (part.MessageType is WebSocketMessageType.Close)
                    break;
                if (BeforeReading is { } wait)
                    await wait();
                Take(buffer.AsSpan(0, count));
            }

            if (IsMute)
                await Task.Delay(Timeout.Infinite, http.RequestAborted);
            code = (int?)socket.CloseStatus;
            if (socket.State is WebSocketState.CloseReceived)
                await CloseAsync(code ?? 1000);
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            // Gone.
        }

        closed.TrySetResult(code);
        foreach (var (_, acknowledged) in sent.Values)
            acknowledged.TrySetException(new IOException("The connection ended before the acknowledgement."));
    }

    private void Take(ReadOnlySpan<byte> frame)
    {
        var acknowledgement = JsonElement.Parse(frame);
        var id = acknowledgement.GetProperty("envelope_id").GetString()!;
        if (!sent.TryGetValue(id, out var envelope))
            problems.Enqueue($"{id} was acknowledged on a connection that did not bring it");
        else if (!envelope.Acknowledged.TrySetResult(acknowledgement))
            problems.Enqueue($"{id} was acknowledged twice");
        else if (!envelope.Accepts && acknowledgement.TryGetProperty("payload", out _))
            problems.Enqueue($"{id} was acknowledged with a payload that it does not accept");
    }
}
