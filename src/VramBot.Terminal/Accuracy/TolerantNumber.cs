using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace VramBot.Terminal.Accuracy;

/// <summary>Reads a whole number however it was written: <c>8192</c>, <c>8192.0</c>, <c>"8192"</c>; anything else is no number.</summary>
internal sealed class TolerantNumber : JsonConverter<long?>
{
    public override long? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number)
            return (long)reader.GetDouble();
        if (reader.TokenType == JsonTokenType.String)
            return double.TryParse(reader.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? (long)number : null;
        reader.Skip();
        return null;
    }

    public override void Write(Utf8JsonWriter writer, long? value, JsonSerializerOptions options) => writer.WriteStringValue(value?.ToString(CultureInfo.InvariantCulture));
}
