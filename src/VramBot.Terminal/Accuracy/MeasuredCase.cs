using System.Text.Json;
using System.Text.Json.Serialization;

namespace VramBot.Terminal.Accuracy;

/// <summary>What a source measured or a runtime printed: one line of a case file. Sizes are GiB per GPU.</summary>
internal sealed record MeasuredCase
{
    public string Id { get; set; } = string.Empty;

    public string Source { get; set; } = string.Empty;

    public string? Date { get; set; }

    public string Task { get; set; } = "inference";

    public string Runtime { get; set; } = string.Empty;

    public string? RuntimeVersion { get; set; }

    public string Model { get; set; } = string.Empty;

    public string? Gpu { get; set; }

    public int Gpus { get; set; } = 1;

    public int? Tp { get; set; }

    public int? Pp { get; set; }

    public int? Dp { get; set; }

    public int? Ep { get; set; }

    public string Weights { get; set; } = string.Empty;

    public string? Kv { get; set; }

    public long? Ctx { get; set; }

    public int? Batch { get; set; }

    public string? Confidence { get; set; }

    public Dictionary<string, JsonElement> Flags { get; set; } = [];

    public Dictionary<string, JsonElement> Measured { get; set; } = [];

    /// <summary>A whole number among the flags, or null.</summary>
    public int? FlagNumber(string name) => Flags.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.Number ? (int)value.GetDouble() : null;

    /// <summary>A fraction among the flags, or null.</summary>
    public double? FlagFraction(string name) => Flags.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    /// <summary>A switch among the flags, or null.</summary>
    public bool? FlagSwitch(string name) => Flags.TryGetValue(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : null;

    /// <summary>Words among the flags, or null.</summary>
    public string? FlagText(string name) => Flags.TryGetValue(name, out var value) ? value.ToString() : null;

    /// <summary>A measured size or count, or null.</summary>
    public double? MeasuredNumber(string name) => Measured.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}

/// <summary>Reads and writes the case files' JSON. Keys that an estimate does not depend on are passed over.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(MeasuredCase))]
internal sealed partial class AccuracyJson : JsonSerializerContext;
