using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using VramBot.Testing;
using VramBot.Testing.Loopback;

namespace VramBot.Slack.Tests.Loopback;

/// <summary>One Socket Mode connection, from Slack's side. Acknowledgements are held against what was sent: an unknown one, a second one or an unwanted payload is a problem.</summary>
internal sealed class SlackPeer(HttpContext http, WebSocket socket, ConcurrentQueue<string> problems) : SocketPeer(socket, http.Abort, http.RequestAborted)
{
    private readonly ConcurrentDictionary<string, (bool Accepts, TaskCompletionSource<JsonElement> Acknowledged)> sent = new(StringComparer.Ordinal);

    /// <summary>Whether it stops reading after the next frame: pings stay without an answer then.</summary>
    public bool IsMute { get; set; }

    /// <summary>How long it takes before an acknowledgement is read.</summary>
    public Func<Task>? BeforeReading { get; set; }

    /// <inheritdoc />
    protected override bool IsReading => !IsMute;

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

    /// <inheritdoc />
    protected override async ValueTask TakeAsync(ReadOnlyMemory<byte> frame)
    {
        if (BeforeReading is { } wait)
            await wait();
        Take(frame.Span);
    }

    /// <inheritdoc />
    protected override void End()
    {
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
