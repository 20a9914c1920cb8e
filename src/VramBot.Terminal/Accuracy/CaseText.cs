using System.Text.Json;
using System.Text.Json.Serialization;

namespace VramBot.Terminal.Accuracy;

/// <summary>Words of a case, where a source's number stands for words: <c>"runtime_version": 0.19</c>.</summary>
internal sealed class CaseText : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return reader.GetString()!;
        using var value = JsonDocument.ParseValue(ref reader);
        return value.RootElement.ToString();
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString()!;

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(value);
}
