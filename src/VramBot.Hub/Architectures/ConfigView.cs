using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace VramBot.Hub.Architectures;

/// <summary>A model's config.json: the part that describes its text stack first, then the whole, then what its class takes where nothing is said.</summary>
/// <param name="parts">Where a key is looked for, in this order.</param>
internal sealed class ConfigView(ImmutableArray<JsonElement> parts)
{
    /// <summary>The longest config.json that is read; real ones have 1 to 100 KB.</summary>
    public const int LongestFile = 2 << 20;

    private const int Deepest = 32;
    private const long MostLength = 1L << 40;

    /// <summary>Where the text stack of a model with several stacks is described.</summary>
    private static readonly string[] TextParts = ["text_config", "llm_config", "language_config", "language_model_config", "thinker_config"];

    /// <summary>Where older classes keep what attention and feed-forward blocks are like.</summary>
    private static readonly string[] Annexes = ["attn_config", "ffn_config"];

    /// <summary>The whole config; undefined in a part of one.</summary>
    private JsonElement Root { get; init; }

    /// <summary>Reads a config.json.</summary>
    /// <exception cref="ConfigException">It is no JSON object.</exception>
    public static ConfigView Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            HoldTexts(json.Span);
            using var document = JsonDocument.Parse(json, new() { MaxDepth = Deepest, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return Of(document.RootElement.Clone());
        }
        catch (JsonException)
        {
            throw new ConfigException("is no JSON");
        }
        catch (InvalidOperationException)
        {
            throw new ConfigException("has a text that is no Unicode");
        }
    }

    /// <summary>Reads every text once: half a character would be found only when something is compared with it.</summary>
    private static void HoldTexts(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = Deepest, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        while (reader.Read())
            if (reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String && (reader.ValueIsEscaped || reader.ValueSpan.ContainsAnyExceptInRange((byte)0, (byte)127)))
                reader.GetString();
    }

    /// <summary>A view of a whole config.</summary>
    public static ConfigView Of(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new ConfigException("is no JSON object");
        ImmutableArray<JsonElement> parts = [root];
        for (var part = root; TextPart(part) is { } inner; part = inner)
            parts = parts.Insert(0, inner);
        foreach (var key in Annexes)
            if (root.TryGetProperty(key, out var annex) && annex.ValueKind == JsonValueKind.Object)
                parts = parts.Add(annex);
        return new(parts) { Root = root };
    }

    /// <summary>The classes and kinds that it names, the text stack's own first.</summary>
    public IEnumerable<string> Names
    {
        get
        {
            foreach (var part in parts)
                if (part.TryGetProperty("architectures", out var list) && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0 && list[0].ValueKind == JsonValueKind.String)
                    yield return TextOf(list[0]);
            foreach (var part in parts)
                if (part.TryGetProperty("model_type", out var kind) && kind.ValueKind == JsonValueKind.String)
                    yield return TextOf(kind);
        }
    }

    /// <summary>The class that the whole model is of; null when it does not say.</summary>
    public string? Architecture =>
        Root.ValueKind == JsonValueKind.Object && Root.TryGetProperty("architectures", out var list) && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0 && list[0].ValueKind == JsonValueKind.String
            ? TextOf(list[0])
            : null;

    /// <summary>The same, with what a class takes where nothing is said.</summary>
    public ConfigView With(JsonElement defaults) => new([.. parts, defaults]) { Root = Root };

    /// <summary>The same, with a quantization that another file describes.</summary>
    /// <param name="file">That file.</param>
    /// <param name="method">The method that it is of, where it does not say so itself.</param>
    public ConfigView WithQuantization(ConfigView file, string? method)
    {
        var described = new JsonObject();
        foreach (var (key, value) in (file.Inner("quantization") ?? file).Own().ToList())
            described[key] = value?.DeepClone();
        if (method is not null)
            described["quant_method"] ??= method;
        return With(JsonDocument.Parse(new JsonObject { ["quantization_config"] = described }.ToJsonString()).RootElement.Clone());
    }

    private JsonObject Own() => JsonObject.Create(parts[0]) ?? [];

    /// <summary>The object under a key as a view of its own, or null.</summary>
    public ConfigView? Inner(string key) => Find(key) is { ValueKind: JsonValueKind.Object } inner ? new([inner]) : null;

    /// <summary>The object under the first of these keys that holds one, or null.</summary>
    public ConfigView? First(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
            if (Inner(key) is { } inner)
                return inner;
        return null;
    }

    /// <summary>The first of its own objects, whatever it is called; null when it has none.</summary>
    public ConfigView? Any()
    {
        foreach (var property in parts[0].EnumerateObject())
            if (property.Value.ValueKind == JsonValueKind.Object)
                return new([property.Value]);
        return null;
    }

    /// <summary>The objects in the list under a key; empty when it is none.</summary>
    public ImmutableArray<ConfigView> Inners(string key) =>
        Find(key) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object).Select(item => new ConfigView([item]))] : [];

    /// <summary>Whether a key is there and is not null.</summary>
    public bool Has(string key) => Find(key) is not null;

    /// <summary>The whole number under the first of these keys that is there, or null.</summary>
    public long? Long(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
            if (Find(key) is { } found && Single(found) is { } number)
                return Whole(number, key);
        return null;
    }

    /// <summary>A number, or the one that a list repeats for every layer.</summary>
    private static JsonElement? Single(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number)
            return value;
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() == 0 || value[0].ValueKind != JsonValueKind.Number)
            return null;
        var first = value[0];
        return value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Number && item.GetRawText() == first.GetRawText()) ? first : null;
    }

    /// <summary>The same, as a length of at least one.</summary>
    public int? Int(params ReadOnlySpan<string> keys) => Long(keys) switch
    {
        null => null,
        >= 0 and <= int.MaxValue and var good => (int)good,
        var bad => throw new ConfigException($"says {bad} under {keys[0]}"),
    };

    /// <summary>The whole number under the first of these keys, which must be there and at least one.</summary>
    public int Need(params ReadOnlySpan<string> keys) => Int(keys) is { } number
        ? number >= 1 ? number : throw new ConfigException($"says {number} under {keys[0]}")
        : throw new ConfigException($"does not say {keys[0]}");

    /// <summary>The number under the first of these keys, or null.</summary>
    public double? Number(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
            if (Find(key) is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var value) && double.IsFinite(value))
                return value;
        return null;
    }

    /// <summary>The truth value under a key, or null.</summary>
    public bool? Bool(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
            if (Find(key) is { ValueKind: JsonValueKind.True or JsonValueKind.False } value)
                return value.ValueKind == JsonValueKind.True;
        return null;
    }

    /// <summary>The text under a key, or null.</summary>
    public string? Text(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
            if (Find(key) is { ValueKind: JsonValueKind.String } text)
                return TextOf(text);
        return null;
    }

    /// <summary>The texts in the list under a key; empty when it is none.</summary>
    public ImmutableArray<string> Texts(string key) =>
        Find(key) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(TextOf)] : [];

    /// <summary>The whole numbers in the list under a key; empty when it is none.</summary>
    public ImmutableArray<int> Ints(string key) => Find(key) switch
    {
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Number).Select(item => (int)Math.Clamp(Whole(item, key), int.MinValue, int.MaxValue))],
        _ => [],
    };

    /// <summary>Entries of the list under a key; zero when it is none.</summary>
    public int Length(string key) => Find(key) is { ValueKind: JsonValueKind.Array } list ? list.GetArrayLength() : 0;

    /// <summary>The whole number that a list gives for a layer; null when the key holds no list.</summary>
    public int? At(string key, int layer) =>
        Ints(key) is { IsEmpty: false } list ? layer < list.Length ? list[layer] : throw new ConfigException($"says too little under {key}") : null;

    private static string TextOf(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new ConfigException("has a text that is no Unicode");
        }
    }

    private static JsonElement? TextPart(JsonElement part)
    {
        foreach (var key in TextParts)
            if (part.TryGetProperty(key, out var inner) && inner.ValueKind == JsonValueKind.Object)
                return inner;
        return null;
    }

    private JsonElement? Find(string key)
    {
        foreach (var part in parts)
            if (part.TryGetProperty(key, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined))
                return value;
        return null;
    }

    private static long Whole(JsonElement number, string key) =>
        number.TryGetInt64(out var whole) && Math.Abs(whole) <= MostLength ? whole
        : number.TryGetDouble(out var value) && Math.Abs(value) <= MostLength && value == Math.Floor(value) ? (long)value
        : throw new ConfigException($"says {number.GetRawText()[..Math.Min(24, number.GetRawText().Length)]} under {key}");
}
