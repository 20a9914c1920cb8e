using System.Text.Json.Nodes;

namespace VramBot.Hub.Architectures;

/// <summary>Says which layer of a GGUF file is of which type, in the words of config.json: by lists in the metadata, by the architecture's own rule, and by the tensors of each layer.</summary>
/// <remarks>Source: ggml-org/llama.cpp, src/llama-model.cpp (load_hparams) and src/llama-hparams.cpp (set_swa_pattern).</remarks>
internal static class GgufLayers
{
    private const string Pattern = "attention.sliding_window_pattern";

    /// <summary>Writes down the layers' types.</summary>
    public static void Write(GgufWords words, GgufClass known, JsonObject config)
    {
        if (Types(words, known) is { } types)
            config["layer_types"] = new JsonArray([.. types.Select(type => (JsonNode)type)]);
        if (words["expert_count"] > 0)
            config["mlp_layer_types"] = new JsonArray([.. Enumerable.Range(0, words.Layers).Select(layer => (JsonNode)Block(words, layer))]);
    }

    /// <summary>The types of all layers; null when they are all alike and nothing sets them apart.</summary>
    private static string[]? Types(GgufWords words, GgufClass known)
    {
        var types = new string[words.Layers];
        for (var layer = 0; layer < types.Length; layer++)
            types[layer] = Type(words, known, layer);
        return Array.TrueForAll(types, type => type == "full_attention") && !(words["attention.sliding_window"] > 0 && known.Every > 0) ? null : types;
    }

    private static string Type(GgufWords words, GgufClass known, int layer)
    {
        var attends = words.Attends(layer);
        if (words.Tensors.Has(layer, "shortconv.conv", "shortconv.in_proj"))
            return "conv";
        if (words.Tensors.IsRecurrent(layer))
            return attends ? "hybrid" : words.Tensors.Has(layer, "ssm_ba", "ssm_beta", "ssm_f_a", "ssm_alpha") ? "linear_attention" : "mamba";
        if (!attends)
            return "none";
        if (known.Class == "Llama4ForConditionalGeneration")
            return IsLocal(words, known, layer) && !IsZero(words, "attention.sliding_window") ? "chunked_attention" : "full_attention";
        return words["attention.sliding_window"] > 0 && IsLocal(words, known, layer) ? "sliding_attention" : "full_attention";
    }

    /// <summary>Whether a layer sees its window only: a mark for each layer, a period, or the architecture's own period.</summary>
    private static bool IsLocal(GgufWords words, GgufClass known, int layer)
    {
        if (words.IsList(Pattern))
            return words.At(Pattern, layer) > 0;
        var every = words[Pattern] is > 0 and <= int.MaxValue and var stated ? (int)stated : known.Every;
        return every > 0 && (known.FullFirst ? layer % every != 0 : layer % every < every - 1);
    }

    private static bool IsZero(GgufWords words, string key) => words.Says(key) && words[key] is null;

    private static string Block(GgufWords words, int layer) =>
        words.Tensors.Has(layer, "ffn_up_exps", "ffn_down_exps", "ffn_gate_up_exps", "ffn_up.0") ? "sparse" : words.Tensors.Has(layer, "ffn_up", "ffn_down") ? "dense" : "none";
}
