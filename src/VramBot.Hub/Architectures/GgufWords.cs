using System.Text.Json.Nodes;
using VramBot.Hub.Gguf;

namespace VramBot.Hub.Architectures;

/// <summary>A GGUF file's metadata and tensors, as the map to config.json asks for them.</summary>
internal sealed class GgufWords(GgufHeader header)
{
    // The same as the shape's own limit; a file that says more is refused there.
    private const int MostLayers = 1024;

    /// <summary>The tensors.</summary>
    public GgufTensors Tensors { get; } = new(header);

    /// <summary>Layers of the text stack, those that predict further tokens left out.</summary>
    public int Layers { get; } = (int)Math.Clamp((Number(header, "block_count") ?? 0) - (Number(header, "nextn_predict_layers") ?? 0), 0, MostLayers);

    /// <summary>A whole number that is not zero, or null.</summary>
    public long? this[string key] => Number(header, key);

    /// <summary>The number of a layer: from a list, or the one for all; null when there is none.</summary>
    public long? At(string key, int layer) => header.Own(key) switch
    {
        { Numbers: { Length: > 0 } list } => layer < list.Length ? list[layer] : null,
        { Number: { } number } => number,
        _ => null,
    };

    /// <summary>Whether a key holds a list of numbers.</summary>
    public bool IsList(string key) => header.Own(key) is { Numbers.Length: > 0 };

    /// <summary>Whether a key is there at all.</summary>
    public bool Says(string key) => header.Own(key) is not null;

    /// <summary>A number with a fraction, or null.</summary>
    public double? Real(string key) => header.Own(key) is { } value ? value.Real ?? value.Number : null;

    /// <summary>A text, or null.</summary>
    public string? Text(string key) => header.Own(key)?.Text;

    /// <summary>A value as config.json would have it, or null.</summary>
    public JsonNode? Node(string key) => header.Own(key) switch
    {
        { Number: { } number } => JsonValue.Create(number),
        { Numbers: { Length: > 0 } list } => new JsonArray([.. list.Select(entry => (JsonNode)entry)]),
        _ => null,
    };

    /// <summary>Whether a layer attends: its key heads where each layer has its own number, its tensors otherwise.</summary>
    public bool Attends(int layer)
    {
        if (IsList("attention.head_count_kv"))
            return At("attention.head_count_kv", layer) > 0;
        return Tensors.IsRecurrent(layer) ? Tensors.Has(layer, "attn_output") : Tensors.Has(layer, "attn_k", "attn_qkv", "attn_q", "attn_kv_a_mqa", "attn_kv", "attn_output");
    }

    private static long? Number(GgufHeader header, string key) => header.Own(key)?.Number is { } number && number != 0 ? number : null;
}
