using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace VramBot.Slack.Http;

/// <summary>The fields of a form that Slack sent and signed.</summary>
internal static class FormFields
{
    // A slash command has about 15.
    private const int Most = 100;

    // It is read again at once, by nobody else.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads them into an object, as Socket Mode brings them.</summary>
    public static JsonElement Read(ReadOnlyMemory<byte> body)
    {
        var buffer = new ArrayBufferWriter<byte>(body.Length + 256);
        using var json = new Utf8JsonWriter(buffer, Plain);
        var count = 0;
        json.WriteStartObject();
        foreach (var pair in new QueryStringEnumerable(Encoding.UTF8.GetString(body.Span)))
            if (count++ < Most)
                json.WriteString(pair.DecodeName().Span, pair.DecodeValue().Span);
        json.WriteEndObject();
        json.Flush();
        return JsonElement.Parse(buffer.WrittenSpan);
    }
}
