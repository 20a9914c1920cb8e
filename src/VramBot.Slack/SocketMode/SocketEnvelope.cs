using System.Text.Json;

namespace VramBot.Slack.SocketMode;

/// <summary>A frame from Slack, opened as far as every frame needs. What it holds outlives the bytes that were read.</summary>
/// <param name="Type">What it is: <c>hello</c>, <c>disconnect</c>, or the kind of an envelope.</param>
/// <param name="Id">The name by which it is acknowledged; none where there is nothing to acknowledge.</param>
/// <param name="Payload">What it brings.</param>
internal sealed record SocketEnvelope(string Type, string? Id, JsonElement Payload)
{
    public const string Hello = "hello";
    public const string Disconnect = "disconnect";
    public const string SlashCommands = "slash_commands";
    public const string Interactive = "interactive";
    public const string EventsApi = "events_api";

    // Slack's have 36 letters.
    private const int LongestId = 256;

    /// <summary>Whether the acknowledgement may bring the answer.</summary>
    public bool AcceptsResponsePayload { get; init; }

    /// <summary>How often it was delivered before, as Slack counts.</summary>
    public int RetryAttempt { get; init; }

    /// <summary>Why a connection ends.</summary>
    public string? Reason { get; init; }

    /// <summary>The name that what it brings has of its own, whichever envelope it comes in; none where it has none.</summary>
    public string? PayloadKey => TextOf(Payload, "event_id") ?? TextOf(Payload, "trigger_id");

    /// <summary>Reads one.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static SocketEnvelope Read(ReadOnlySpan<byte> frame)
    {
        var json = JsonElement.Parse(frame);
        if (json.ValueKind is not JsonValueKind.Object)
            throw new JsonException("A frame is a JSON object.");
        var id = TextOf(json, "envelope_id");
        return new(TextOf(json, "type") ?? string.Empty, id is { Length: > 0 and <= LongestId } ? id : null, json.TryGetProperty("payload", out var payload) ? payload : default)
        {
            AcceptsResponsePayload = json.TryGetProperty("accepts_response_payload", out var accepts) && accepts.ValueKind is JsonValueKind.True,
            RetryAttempt = json.TryGetProperty("retry_attempt", out var attempt) && attempt.ValueKind is JsonValueKind.Number && attempt.TryGetInt32(out var number) ? number : 0,
            Reason = TextOf(json, "reason"),
        };
    }

    private static string? TextOf(JsonElement json, string name) =>
        json.ValueKind is JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
