using VramBot.Hub.Gguf;

namespace VramBot.Hub.Architectures;

/// <summary>Whether a GGUF file of an architecture that is not known keeps plain keys and values in every layer, for sure: nothing in it may point to anything else.</summary>
internal static class GgufAttention
{
    // What llama.cpp writes of attention that changes nothing about what is cached.
    private static readonly string[] Harmless =
    [
        "head_count", "head_count_kv", "key_length", "value_length", "layer_norm_epsilon", "layer_norm_rms_epsilon", "group_norm_epsilon", "group_norm_groups", "scale", "output_scale",
        "temperature_scale", "temperature_length", "clamp_kqv", "max_alibi_bias", "value_scale",
    ];

    // Families of keys that mean a state, a second stack or a memory of another kind.
    private static readonly string[] Others = ["ssm.", "wkv.", "kda.", "shortconv.", "decoder_", "time_", "token_shift", "altup.", "hyper_connection.", "ple.", "full_attention_interval", "posnet.", "convnext."];

    /// <summary>Whether it does.</summary>
    public static bool IsPlain(GgufHeader header)
    {
        var words = new GgufWords(header);
        if (words.Layers == 0 || !words.Says("attention.head_count_kv") || !KeysAreHarmless(header))
            return false;
        for (var layer = 0; layer < words.Layers; layer++)
            if (words.Tensors.IsRecurrent(layer) || !HoldsKeys(words, layer))
                return false;
        return true;
    }

    private static bool KeysAreHarmless(GgufHeader header)
    {
        var own = $"{header.Architecture}.";
        foreach (var key in header.Metadata.Keys.Where(key => key.StartsWith(own, StringComparison.Ordinal)).Select(key => key[own.Length..]))
        {
            if (key.StartsWith("attention.", StringComparison.Ordinal) && !Harmless.Contains(key["attention.".Length..], StringComparer.Ordinal))
                return false;
            if (Array.Exists(Others, other => key.StartsWith(other, StringComparison.Ordinal)))
                return false;
        }

        return true;
    }

    /// <summary>Whether a layer's key and value projections are as wide as its heads say.</summary>
    private static bool HoldsKeys(GgufWords words, int layer)
    {
        if (words.At("attention.head_count", layer) is not > 0 || words.At("attention.head_count_kv", layer) is not > 0)
            return false;
        var (heads, keys) = (words.At("attention.head_count", layer)!.Value, words.At("attention.head_count_kv", layer)!.Value);
        var width = words["attention.key_length"] ?? words["embedding_length"] / heads;
        var values = words["attention.value_length"] ?? width;
        return words.Tensors[$"blk.{layer}.attn_qkv.weight"] is [var fused, _] ? fused == (heads * width) + (keys * (width + values))
            : words.Tensors[$"blk.{layer}.attn_k.weight"] is [var keyRows, _] && words.Tensors[$"blk.{layer}.attn_v.weight"] is [var valueRows, _] && keyRows == keys * width && valueRows == keys * values;
    }
}
