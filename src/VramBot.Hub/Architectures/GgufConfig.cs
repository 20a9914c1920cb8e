using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using VramBot.Hub.Checkpoints;
using VramBot.Hub.Gguf;

namespace VramBot.Hub.Architectures;

/// <summary>Says what a GGUF file's metadata says in the words of config.json, so that one map serves both.</summary>
/// <remarks>Source: ggml-org/llama.cpp, gguf-py/gguf/constants.py (keys and architectures) and convert_hf_to_gguf.py.</remarks>
internal static class GgufConfig
{
    private static readonly (string From, string To)[] Keys =
    [
        ("block_count", "num_hidden_layers"), ("embedding_length", "hidden_size"), ("feed_forward_length", "intermediate_size"), ("attention.head_count", "num_attention_heads"),
        ("attention.head_count_kv", "num_key_value_heads"), ("context_length", "max_position_embeddings"), ("expert_count", "num_experts"), ("expert_used_count", "num_experts_per_tok"),
        ("expert_feed_forward_length", "moe_intermediate_size"), ("expert_shared_feed_forward_length", "shared_expert_intermediate_size"), ("expert_shared_count", "num_shared_experts"),
        ("leading_dense_block_count", "first_k_dense_replace"), ("attention.sliding_window", "sliding_window"), ("attention.kv_lora_rank", "kv_lora_rank"), ("attention.q_lora_rank", "q_lora_rank"),
        ("attention.indexer.head_count", "index_n_heads"), ("attention.indexer.key_length", "index_head_dim"), ("vocab_size", "vocab_size"), ("attention.chunk_size", "attention_chunk_size"),
        ("attention.shared_kv_layers", "num_kv_shared_layers"), ("nextn_predict_layers", "num_nextn_predict_layers"),
        ("ssm.conv_kernel", "conv_kernel"), ("ssm.inner_size", "d_inner"), ("ssm.state_size", "state_size"), ("ssm.time_step_rank", "time_step_rank"), ("ssm.group_count", "n_groups"),
        ("shortconv.l_cache", "conv_L_cache"), ("full_attention_interval", "full_attention_interval"),
    ];

    private static readonly FrozenDictionary<string, string> Classes = new Dictionary<string, string>
    {
        ["llama"] = "LlamaForCausalLM",
        ["mistral3"] = "LlamaForCausalLM",
        ["llama4"] = "Llama4ForCausalLM",
        ["qwen"] = "QWenLMHeadModel",
        ["qwen2"] = "Qwen2ForCausalLM",
        ["qwen2vl"] = "Qwen2VLForConditionalGeneration",
        ["qwen2moe"] = "Qwen2MoeForCausalLM",
        ["qwen3"] = "Qwen3ForCausalLM",
        ["qwen3vl"] = "Qwen3VLForConditionalGeneration",
        ["qwen3moe"] = "Qwen3MoeForCausalLM",
        ["qwen3vlmoe"] = "Qwen3VLMoeForConditionalGeneration",
        ["gemma"] = "GemmaForCausalLM",
        ["gemma2"] = "Gemma2ForCausalLM",
        ["gemma3"] = "Gemma3ForCausalLM",
        ["phi2"] = "PhiForCausalLM",
        ["phi3"] = "Phi3ForCausalLM",
        ["phimoe"] = "PhiMoEForCausalLM",
        ["falcon"] = "FalconForCausalLM",
        ["gpt2"] = "GPT2LMHeadModel",
        ["gptneox"] = "GPTNeoXForCausalLM",
        ["gptj"] = "GPTJForCausalLM",
        ["mpt"] = "MPTForCausalLM",
        ["bloom"] = "BloomForCausalLM",
        ["starcoder"] = "GPTBigCodeForCausalLM",
        ["starcoder2"] = "Starcoder2ForCausalLM",
        ["stablelm"] = "StableLmForCausalLM",
        ["command-r"] = "CohereForCausalLM",
        ["cohere2"] = "Cohere2ForCausalLM",
        ["dbrx"] = "DbrxForCausalLM",
        ["grok"] = "Grok1ForCausalLM",
        ["olmo"] = "OlmoForCausalLM",
        ["olmo2"] = "Olmo2ForCausalLM",
        ["olmoe"] = "OlmoeForCausalLM",
        ["orion"] = "OrionForCausalLM",
        ["internlm2"] = "InternLM2ForCausalLM",
        ["minicpm"] = "MiniCPMForCausalLM",
        ["minicpm3"] = "MiniCPM3ForCausalLM",
        ["xverse"] = "XverseForCausalLM",
        ["baichuan"] = "BaichuanForCausalLM",
        ["deepseek"] = "DeepseekForCausalLM",
        ["deepseek2"] = "DeepseekV3ForCausalLM",
        ["chatglm"] = "ChatGLMModel",
        ["glm4"] = "Glm4ForCausalLM",
        ["glm4moe"] = "Glm4MoeForCausalLM",
        ["bitnet"] = "BitNetForCausalLM",
        ["nemotron"] = "NemotronForCausalLM",
        ["exaone"] = "ExaoneForCausalLM",
        ["exaone4"] = "Exaone4ForCausalLM",
        ["granite"] = "GraniteForCausalLM",
        ["granitemoe"] = "GraniteMoeForCausalLM",
        ["gpt-oss"] = "GptOssForCausalLM",
        ["smollm3"] = "SmolLM3ForCausalLM",
        ["seed_oss"] = "SeedOssForCausalLM",
        ["dots1"] = "Dots1ForCausalLM",
        ["ernie4_5"] = "Ernie4_5ForCausalLM",
        ["ernie4_5-moe"] = "Ernie4_5_MoeForCausalLM",
        ["hunyuan-dense"] = "HunYuanDenseV1ForCausalLM",
        ["hunyuan-moe"] = "HunYuanMoEV1ForCausalLM",
        ["apertus"] = "ApertusForCausalLM",
        ["arcee"] = "ArceeForCausalLM",
        ["minimax-m2"] = "MiniMaxM2ForCausalLM",
        ["bailingmoe"] = "BailingMoeForCausalLM",
        ["bailingmoe2"] = "BailingMoeV2ForCausalLM",
        ["mamba"] = "MambaForCausalLM",
        ["mamba2"] = "Mamba2ForCausalLM",
        ["lfm2"] = "Lfm2ForCausalLM",
        ["afmoe"] = "AfmoeForCausalLM",
        ["arctic"] = "ArcticForCausalLM",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The config that a file's metadata and tensors amount to.</summary>
    public static ConfigView Of(GgufHeader header)
    {
        var config = new JsonObject();
        foreach (var (from, to) in Keys)
            if (header.Own(from) is { } value)
                config[to] = value.Number is { } number ? JsonValue.Create(number) : value.Numbers.Length > 0 ? new JsonArray([.. value.Numbers.Select(entry => (JsonNode)entry)]) : null;
        var tensors = new Dictionary<string, ReadOnlyMemory<long>>(StringComparer.Ordinal);
        foreach (var tensor in header.Tensors)
            tensors[tensor.Name] = tensor.Shape;
        Heads(header, config);
        FromTensors(tensors, config);
        Layers(header, tensors, config);
        config["architectures"] = new JsonArray(ClassOf(header));
        return ConfigView.Of(JsonDocument.Parse(config.ToJsonString()).RootElement.Clone());
    }

    private static string ClassOf(GgufHeader header) => header.Architecture switch
    {
        "llama" when header.Own("expert_count")?.Number > 0 => "MixtralForCausalLM",
        { } name => Classes.GetValueOrDefault(name, name),
        null => "unknown",
    };

    private static void Heads(GgufHeader header, JsonObject config)
    {
        if (header.Own("attention.kv_lora_rank")?.Number is not > 0)
        {
            if (header.Own("attention.key_length")?.Number is > 0 and var key)
                (config["head_dim"], config["v_head_dim"]) = (key, header.Own("attention.value_length")?.Number ?? key);
            return;
        }

        // The lengths of a key and a value once they are rebuilt; where they are not said apart, those of the cache's row would be the latent ones.
        var rotary = header.Own("rope.dimension_count")?.Number ?? 0;
        var length = header.Own("attention.key_length_mla")?.Number ?? header.Own("attention.key_length")?.Number ?? 0;
        (config["qk_rope_head_dim"], config["qk_nope_head_dim"]) = (rotary, Math.Max(0, length - rotary));
        config["v_head_dim"] = header.Own("attention.value_length_mla")?.Number ?? header.Own("attention.value_length")?.Number;
    }

    private static void FromTensors(Dictionary<string, ReadOnlyMemory<long>> tensors, JsonObject config)
    {
        if (tensors.TryGetValue("token_embd.weight", out var table) && table.Length == 2)
            config["vocab_size"] = table.Span[0];
        config["tie_word_embeddings"] = !tensors.ContainsKey("output.weight");
        var hasBias = Any(tensors, "attn_q.bias", "attn_qkv.bias");
        foreach (var key in new[] { "attention_bias", "qkv_bias", "use_qkv_bias", "add_qkv_bias" })
            config[key] = hasBias;
        config["attention_out_bias"] = Any(tensors, "attn_output.bias");
        config["mlp_bias"] = Any(tensors, "ffn_up.bias", "ffn_up_exps.bias");
        config["bias"] = Any(tensors, "attn_output.bias");
        (config["use_qk_norm"], config["qk_layernorm"]) = (Any(tensors, "attn_q_norm.weight"), Any(tensors, "attn_q_norm.weight"));
        config["topk_method"] = Any(tensors, "exp_probs_b.bias", "exp_probs_b") ? "noaux_tc" : "greedy";
        config["multi_query"] = config["num_key_value_heads"] is JsonValue heads && heads.TryGetValue<long>(out var count) && count == 1;
        config["use_parallel_residual"] = !Any(tensors, "ffn_norm.weight");
        config["n_positions"] = tensors.TryGetValue("position_embd.weight", out var positions) && positions.Length == 2 ? positions.Span[0] : config["max_position_embeddings"]?.DeepClone();
    }

    private static bool Any(Dictionary<string, ReadOnlyMemory<long>> tensors, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            foreach (var layer in new[] { 0, 1, 3 })
                if (tensors.ContainsKey($"blk.{layer}.{name}"))
                    return true;
        return false;
    }

    /// <summary>Windows come as a list of marks, and layers without attention by their lack of key tensors.</summary>
    private static void Layers(GgufHeader header, Dictionary<string, ReadOnlyMemory<long>> tensors, JsonObject config)
    {
        if (header.Own("nextn_predict_layers")?.Number is > 0 and var next && header.Own("block_count")?.Number is { } blocks && blocks > next)
            config["num_hidden_layers"] = blocks - next;
        if (header.Own("attention.sliding_window_pattern") is { Numbers: { Length: > 0 } marks })
            config["layer_types"] = new JsonArray([.. marks.Select(mark => (JsonNode)(mark != 0 ? "sliding_attention" : "full_attention"))]);
        if (tensors.Keys.Any(name => name.EndsWith(".shortconv.in_proj.weight", StringComparison.Ordinal)) && header.Own("block_count")?.Number is > 0 and <= 1024 and var layers)
        {
            config["layer_types"] = new JsonArray([.. Enumerable.Range(0, (int)layers).Select(layer => (JsonNode)(tensors.ContainsKey($"blk.{layer}.attn_k.weight") ? "full_attention" : "conv"))]);
            config["block_auto_adjust_ff_dim"] = false;
            if (header.Own("attention.head_count_kv") is { Numbers: { Length: > 0 } heads })
                config["num_key_value_heads"] = heads.Max();
        }
    }
}
