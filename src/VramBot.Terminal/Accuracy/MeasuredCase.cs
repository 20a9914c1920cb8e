using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace VramBot.Terminal.Accuracy;

/// <summary>What a source measured or a runtime printed: one line of a case file. Sizes are GiB per GPU.</summary>
internal sealed record MeasuredCase
{
    private Dictionary<string, JsonElement> flags = [];

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

    /// <summary>Tokens of a training sample.</summary>
    [JsonConverter(typeof(TolerantNumber))]
    public long? SeqLen { get; set; }

    public string? Confidence { get; set; }

    /// <summary>What the collector of the case inferred, and averages that the source states in words.</summary>
    [JsonConverter(typeof(TolerantText))]
    public string? Note { get; set; }

    /// <summary>Settings by name; <c>--flash-attn</c>, <c>flash-attn</c> and <c>flash_attn</c> are one.</summary>
    [AllowNull]
    public Dictionary<string, JsonElement> Flags
    {
        get => flags;
        set => flags = value is null ? [] : value.GroupBy(flag => flag.Key.TrimStart('-', '_').Replace('-', '_').ToLowerInvariant(), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First().Value, StringComparer.Ordinal);
    }

    [AllowNull]
    public Dictionary<string, JsonElement> Measured { get; set => field = value ?? []; } = [];

    /// <summary>GPUs in all, at least one.</summary>
    public int Cards => (int)Math.Max(1, Gpus ?? 1);

    /// <summary>A whole number among the flags, under the first of these names that has one, or null.</summary>
    public int? FlagNumber(params ReadOnlySpan<string> names) => FlagFraction(names) is > -1e9 and < 1e9 and var number ? (int)number : null;

    /// <summary>A fraction among the flags, or null.</summary>
    public double? FlagFraction(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (flags.TryGetValue(name, out var value) && NumberOf(value) is { } number)
                return number;
        return null;
    }

    /// <summary>A switch among the flags, or null where none is set or the engine decides (<c>auto</c>).</summary>
    public bool? FlagSwitch(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (flags.TryGetValue(name, out var value) && SwitchOf(value) is { } set)
                return set;
        return null;
    }

    /// <summary>Words among the flags, or null.</summary>
    public string? FlagText(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (flags.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null)
                return value.ToString();
        return null;
    }

    /// <summary>A measured size or count, or null.</summary>
    public double? MeasuredNumber(string name) => Measured.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    /// <summary>A measured yes or no, or null.</summary>
    public bool? MeasuredSwitch(string name) =>
        Measured.TryGetValue(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : null;

    private static double? NumberOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.String when double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    private static bool? SwitchOf(JsonElement value) => value.ToString().ToLowerInvariant() switch
    {
        "true" or "on" or "1" or "yes" or "enabled" => true,
        "false" or "off" or "0" or "no" or "disabled" => false,
        _ => null,
    };
}

/// <summary>Reads and writes the case files' JSON. Keys that an estimate does not depend on are passed over.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(MeasuredCase))]
internal sealed partial class AccuracyJson : JsonSerializerContext;
