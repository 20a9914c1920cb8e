using System.Text.Json;
using System.Text.Json.Nodes;
using VramBot.Hub.Gguf;

namespace VramBot.Hub.Architectures;

/// <summary>Says what a GGUF file's metadata says in the words of config.json, so that one map serves both.</summary>
/// <remarks>Source: ggml-org/llama.cpp, gguf-py/gguf/constants.py (keys) and conversion/base.py (what is written of every model).</remarks>
internal static class GgufConfig
{
    private static readonly (string From, string To)[] Keys =
    [
        ("embedding_length", "hidden_size"), ("feed_forward_length", "intermediate_size"), ("attention.head_count", "num_attention_heads"), ("attention.head_count_kv", "num_key_value_heads"),
        ("context_length", "max_position_embeddings"), ("vocab_size", "vocab_size"), ("attention.sliding_window", "sliding_window"), ("attention.shared_kv_layers", "num_kv_shared_layers"),
        ("expert_count", "num_experts"), ("expert_used_count", "num_experts_per_tok"), ("expert_feed_forward_length", "moe_intermediate_size"),
        ("expert_shared_feed_forward_length", "shared_expert_intermediate_size"), ("expert_shared_count", "num_shared_experts"), ("expert_shared_count", "num_shared_expert"),
        ("leading_dense_block_count", "first_k_dense_replace"), ("moe_latent_size", "moe_latent_size"), ("nextn_predict_layers", "num_nextn_predict_layers"),
        ("attention.kv_lora_rank", "kv_lora_rank"), ("attention.q_lora_rank", "q_lora_rank"), ("attention.indexer.head_count", "index_n_heads"), ("attention.indexer.key_length", "index_head_dim"),
        ("attention.compress_ratios", "compress_ratios"), ("ssm.conv_kernel", "conv_kernel"), ("ssm.inner_size", "d_inner"), ("ssm.state_size", "state_size"), ("ssm.time_step_rank", "time_step_rank"), ("ssm.group_count", "n_groups"),
        ("shortconv.l_cache", "conv_L_cache"),
    ];

    /// <summary>The config that a file's metadata and tensors amount to.</summary>
    public static ConfigView Of(GgufHeader header)
    {
        var words = new GgufWords(header);
        var known = GgufClasses.Find(header.Architecture, words);
        var config = new JsonObject { ["num_hidden_layers"] = words.Layers };
        foreach (var (from, to) in Keys)
            if (words[from] is not null || words.IsList(from))
                config[to] = words.Node(from);
        Heads(words, config);
        Rotation(words, config);
        FromTensors(words, config);
        GgufLayers.Write(words, known, config);
        known.Words?.Invoke(words, config);
        config["architectures"] = new JsonArray(known.Class);
        return ConfigView.Of(JsonDocument.Parse(config.ToJsonString()).RootElement.Clone());
    }

    private static void Heads(GgufWords words, JsonObject config)
    {
        config["use_mla"] = words["attention.kv_lora_rank"] > 0;
        if (words["attention.kv_lora_rank"] is null)
        {
            if (words["attention.key_length"] is { } key)
                (config["head_dim"], config["v_head_dim"]) = (key, words["attention.value_length"] ?? key);
            return;
        }

        // The lengths of a key and a value once they are rebuilt; where they are not said apart, those of the cache's row would be the latent ones.
        var rotary = words["rope.dimension_count"] ?? 0;
        var length = words["attention.key_length_mla"] ?? words["attention.key_length"] ?? 0;
        (config["qk_rope_head_dim"], config["qk_nope_head_dim"]) = (rotary, Math.Max(0, length - rotary));
        config["v_head_dim"] = words["attention.value_length_mla"] ?? words["attention.value_length"];
    }

    private static void Rotation(GgufWords words, JsonObject config)
    {
        var rope = new JsonObject();
        if (words.Text("rope.scaling.type") == "linear" && words.Real("rope.scaling.factor") is > 0 and var factor)
            (rope["rope_type"], rope["factor"]) = ("linear", factor);
        if (words.IsList("rope.dimension_sections"))
            rope["mrope_section"] = words.Node("rope.dimension_sections");
        if (rope.Count > 0)
            config["rope_scaling"] = rope;
        var width = words["attention.key_length"] ?? (words["attention.head_count"] is > 0 and var heads ? words["embedding_length"] / heads : null);
        if (words["rope.dimension_count"] is { } turned && turned < width && words["attention.kv_lora_rank"] is null)
            config["partial_rotary_factor"] = (double)turned / width;
    }

    private static void FromTensors(GgufWords words, JsonObject config)
    {
        var (tensors, layers) = (words.Tensors, words.Layers);
        if (tensors["token_embd.weight"] is [var rows, _])
            config["vocab_size"] = rows;
        config["tie_word_embeddings"] = !tensors.Has("output.weight");
        config["lm_head_bias"] = tensors.Has("output.bias");
        var hasBias = tensors.Any(layers, "attn_q.bias", "attn_qkv.bias", "attn_q_a.bias");
        foreach (var key in new[] { "attention_bias", "qkv_bias", "use_qkv_bias", "add_qkv_bias", "use_bias" })
            config[key] = hasBias;
        config["attention_out_bias"] = tensors.Any(layers, "attn_output.bias");
        config["mlp_bias"] = tensors.Any(layers, "ffn_up.bias", "ffn_up_exps.bias");
        config["bias"] = tensors.Any(layers, "attn_output.bias");
        var isNormed = tensors.Any(layers, "attn_q_norm.weight");
        (config["use_qk_norm"], config["qk_layernorm"], config["qk_norm"]) = (isNormed, isNormed, isNormed);
        var isCorrected = tensors.Any(layers, "exp_probs_b.bias", "exp_probs_b");
        (config["topk_method"], config["use_expert_bias"], config["moe_router_enable_expert_bias"]) = (isCorrected ? "noaux_tc" : "greedy", isCorrected, isCorrected);
        config["multi_query"] = words["attention.head_count_kv"] == 1;
        config["use_parallel_residual"] = !tensors.Has(0, "ffn_norm");
        config["n_positions"] = tensors["position_embd.weight"] is [var positions, _] ? positions : words["context_length"];
    }
}
