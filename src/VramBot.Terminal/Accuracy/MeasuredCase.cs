using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace VramBot.Terminal.Accuracy;

/// <summary>What a source measured or a runtime printed: one line of a case file. Sizes are GiB per GPU.</summary>
internal sealed record MeasuredCase
{
    public string Id { get; set; } = string.Empty;

    public string Source { get; set; } = string.Empty;

    [JsonConverter(typeof(TolerantText))]
    public string? Date { get; set; }

    public string Task { get; set; } = "inference";

    public string Runtime { get; set; } = string.Empty;

    [JsonConverter(typeof(TolerantText))]
    public string? RuntimeVersion { get; set; }

    public string Model { get; set; } = string.Empty;

    [JsonConverter(typeof(TolerantText))]
    public string? Gpu { get; set; }

    [JsonConverter(typeof(TolerantNumber))]
    public long? Gpus { get; set; }

    [JsonConverter(typeof(TolerantNumber))]
    public long? Tp { get; set; }

    [JsonConverter(typeof(TolerantNumber))]
    public long? Pp { get; set; }

    [JsonConverter(typeof(TolerantNumber))]
    public long? Dp { get; set; }

    [JsonConverter(typeof(TolerantNumber))]
    public long? Ep { get; set; }

    [JsonConverter(typeof(TolerantText))]
    [AllowNull]
    public string Weights { get; set => field = value ?? string.Empty; } = string.Empty;

    [JsonConverter(typeof(TolerantText))]
    public string? Kv { get; set; }

    [JsonConverter(typeof(TolerantNumber))]
    public long? Ctx { get; set; }

    [JsonConverter(typeof(TolerantNumber))]
    public long? Batch { get; set; }

    public string? Confidence { get; set; }

    [AllowNull]
    public Dictionary<string, JsonElement> Flags { get; set => field = value ?? []; } = [];

    [AllowNull]
    public Dictionary<string, JsonElement> Measured { get; set => field = value ?? []; } = [];

    /// <summary>GPUs in all, at least one.</summary>
    public int Cards => (int)Math.Max(1, Gpus ?? 1);

    /// <summary>A whole number among the flags, or null.</summary>
    public int? FlagNumber(string name) => (int?)FlagFraction(name);

    /// <summary>A fraction among the flags, or null.</summary>
    public double? FlagFraction(string name) => Flag(name) switch
    {
        { ValueKind: JsonValueKind.Number } value => value.GetDouble(),
        { ValueKind: JsonValueKind.String } value when double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    /// <summary>A switch among the flags, or null.</summary>
    public bool? FlagSwitch(string name) => Flag(name) switch
    {
        { ValueKind: JsonValueKind.True or JsonValueKind.False } value => value.GetBoolean(),
        { ValueKind: JsonValueKind.String } value when bool.TryParse(value.GetString(), out var on) => on,
        { ValueKind: JsonValueKind.Number } value => value.GetDouble() != 0,
        _ => null,
    };

    /// <summary>Words among the flags, or null.</summary>
    public string? FlagText(string name) => Flag(name) is { ValueKind: not JsonValueKind.Null } value ? value.ToString() : null;

    /// <summary>A measured size or count, or null.</summary>
    public double? MeasuredNumber(string name) => Measured.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    /// <summary>A measured yes or no, or null.</summary>
    public bool? MeasuredSwitch(string name) =>
        Measured.TryGetValue(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : null;

    private JsonElement? Flag(string name) => Flags.TryGetValue(name, out var value) ? value : null;
}

/// <summary>Reads and writes the case files' JSON. Keys that an estimate does not depend on are passed over.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(MeasuredCase))]
internal sealed partial class AccuracyJson : JsonSerializerContext;
