using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace VramBot.Terminal.Accuracy;

/// <summary>A length of a case, written as a number, as words with a number, or not at all.</summary>
internal sealed class CaseNumber : JsonConverter<long?>
{
    public override long? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var value = JsonDocument.ParseValue(ref reader);
        return double.TryParse(value.RootElement.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= int.MaxValue
            ? (long)number
            : null;
    }

    public override void Write(Utf8JsonWriter writer, long? value, JsonSerializerOptions options)
    {
        if (value is { } number)
            writer.WriteNumberValue(number);
        else
            writer.WriteNullValue();
    }
}
