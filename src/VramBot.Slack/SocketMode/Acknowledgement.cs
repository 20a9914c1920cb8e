using System.Buffers;
using System.Text.Json;

namespace VramBot.Slack.SocketMode;

/// <summary>What is sent back for an envelope.</summary>
internal static class Acknowledgement
{
    /// <summary>Writes one.</summary>
    /// <param name="envelopeId">The envelope.</param>
    /// <param name="answer">What it is answered with, JSON as UTF-8; empty for nothing.</param>
    public static ReadOnlyMemory<byte> Of(string envelopeId, ReadOnlyMemory<byte> answer)
    {
        var frame = new ArrayBufferWriter<byte>(answer.Length + 128);
        using var json = new Utf8JsonWriter(frame);
        json.WriteStartObject();
        json.WriteString("envelope_id"u8, envelopeId);
        if (!answer.IsEmpty)
        {
            json.WritePropertyName("payload"u8);
            json.WriteRawValue(answer.Span);
        }

        json.WriteEndObject();
        json.Flush();
        return frame.WrittenMemory;
    }
}
