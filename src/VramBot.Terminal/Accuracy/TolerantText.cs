using System.Text.Json;
using System.Text.Json.Serialization;

namespace VramBot.Terminal.Accuracy;

/// <summary>Reads words that may have been written as a number: a release <c>0.9</c>.</summary>
internal sealed class TolerantText : JsonConverter<string>
{
    public override bool HandleNull => true;

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.ValueKind == JsonValueKind.Null ? null : document.RootElement.ToString();
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
