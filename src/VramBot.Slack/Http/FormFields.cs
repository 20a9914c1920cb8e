using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace VramBot.Slack.Http;

/// <summary>The fields of a form that Slack sent and signed.</summary>
internal static class FormFields
{
    // A slash command has about 15.
    private const int Most = 100;

    /// <summary>Reads them; of two with the same name the first counts.</summary>
    public static IReadOnlyDictionary<string, string> Read(ReadOnlyMemory<byte> body)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in new QueryStringEnumerable(Encoding.UTF8.GetString(body.Span)))
        {
            if (fields.Count >= Most)
                break;
            fields.TryAdd(pair.DecodeName().ToString(), pair.DecodeValue().ToString());
        }

        return fields;
    }

    /// <summary>The same fields as an object, as Socket Mode brings them.</summary>
    public static JsonElement AsJson(IReadOnlyDictionary<string, string> fields)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        foreach (var (name, value) in fields)
            json.WriteString(name, value);
        json.WriteEndObject();
        json.Flush();
        return JsonElement.Parse(buffer.WrittenSpan);
    }
}
