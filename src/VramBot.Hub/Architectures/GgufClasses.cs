using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace VramBot.Hub.Architectures;

/// <summary>The architectures of llama.cpp by name.</summary>
/// <remarks>Source: ggml-org/llama.cpp, gguf-py/gguf/constants.py (MODEL_ARCH_NAMES), conversion/*.py (which class is which, what is written) and src/llama-model.cpp (what is not written).</remarks>
internal static class GgufClasses
{
    private const int ChunkOfLlama4 = 8192;
    private const int CachedLayersOfGemma3n = 20;

    private static readonly FrozenDictionary<string, GgufClass> Known = new Dictionary<string, GgufClass>
    {
        ["llama"] = new("LlamaForCausalLM"),
        ["mistral3"] = new("LlamaForCausalLM"),
        ["llama4"] = new("Llama4ForConditionalGeneration") { Every = 4, Words = Llama4 },
        ["deci"] = new("DeciLMForCausalLM") { Words = Deci },
        ["qwen"] = new("QWenLMHeadModel"),
        ["qwen2"] = new("Qwen2ForCausalLM"),
        ["qwen2vl"] = new("Qwen2VLForConditionalGeneration"),
        ["qwen2moe"] = new("Qwen2MoeForCausalLM"),
        ["qwen3"] = new("Qwen3ForCausalLM"),
        ["qwen3vl"] = new("Qwen3VLForConditionalGeneration"),
        ["qwen3moe"] = new("Qwen3MoeForCausalLM"),
        ["qwen3vlmoe"] = new("Qwen3VLMoeForConditionalGeneration"),
        ["qwen3next"] = new("Qwen3NextForCausalLM") { Words = DeltaNet },
        ["qwen35"] = new("Qwen3_5ForConditionalGeneration") { Words = DeltaNet },
        ["qwen35moe"] = new("Qwen3_5MoeForConditionalGeneration") { Words = DeltaNet },
        ["qwen4exp"] = new("Qwen4ExpForConditionalGeneration") { Words = DeltaNet },
        ["dream"] = new("DreamModel"),
        ["gemma"] = new("GemmaForCausalLM"),
        ["gemma2"] = new("Gemma2ForCausalLM") { Every = 2 },
        ["gemma3"] = new("Gemma3ForCausalLM") { Every = 6 },
        ["gemma3n"] = new("Gemma3nForConditionalGeneration") { Every = 5, Words = Gemma3n },
        ["gemma4"] = new("Gemma4ForConditionalGeneration") { Words = Gemma4 },
        ["diffusion-gemma"] = new("DiffusionGemmaForBlockDiffusion") { Words = Gemma4 },
        ["phi2"] = new("PhiForCausalLM"),
        ["phi3"] = new("Phi3ForCausalLM"),
        ["phimoe"] = new("PhiMoEForCausalLM"),
        ["falcon"] = new("FalconForCausalLM") { Words = Falcon },
        ["gpt2"] = new("GPT2LMHeadModel"),
        ["gptneox"] = new("GPTNeoXForCausalLM"),
        ["gptj"] = new("GPTJForCausalLM"),
        ["mpt"] = new("MPTForCausalLM") { Words = Mpt },
        ["bloom"] = new("BloomForCausalLM"),
        ["starcoder"] = new("GPTBigCodeForCausalLM"),
        ["starcoder2"] = new("Starcoder2ForCausalLM"),
        ["stablelm"] = new("StableLmForCausalLM"),
        ["command-r"] = new("CohereForCausalLM"),
        ["cohere2"] = new("Cohere2ForCausalLM") { Every = 4 },
        ["dbrx"] = new("DbrxForCausalLM") { Words = static (words, config) => config["ffn_hidden_size"] = words["feed_forward_length"] },
        ["grok"] = new("Grok1ForCausalLM") { Words = static (words, config) => config["residual_moe"] = words.Tensors.Has(0, "ffn_up") },
        ["olmo"] = new("OlmoForCausalLM"),
        ["olmo2"] = new("Olmo2ForCausalLM"),
        ["olmoe"] = new("OlmoeForCausalLM"),
        ["orion"] = new("OrionForCausalLM"),
        ["internlm2"] = new("InternLM2ForCausalLM"),
        ["minicpm"] = new("MiniCPMForCausalLM"),
        ["minicpm3"] = new("MiniCPM3ForCausalLM"),
        ["xverse"] = new("XverseForCausalLM"),
        ["baichuan"] = new("BaichuanForCausalLM"),
        ["deepseek"] = new("DeepseekForCausalLM"),
        ["deepseek2"] = new("DeepseekV3ForCausalLM"),
        ["deepseek2-ocr"] = new("DeepseekOCRForCausalLM"),
        ["deepseek32"] = new("DeepseekV32ForCausalLM"),
        ["deepseek4"] = new("DeepseekV4ForCausalLM"),
        ["glm-dsa"] = new("GlmMoeDsaForCausalLM"),
        ["mistral4"] = new("Mistral4ForCausalLM"),
        ["kimi-linear"] = new("KimiLinearForCausalLM") { Words = KimiDelta },
        ["chatglm"] = new("ChatGLMModel"),
        ["glm4"] = new("Glm4ForCausalLM"),
        ["glm4moe"] = new("Glm4MoeForCausalLM"),
        ["bitnet"] = new("BitNetForCausalLM"),
        ["nemotron"] = new("NemotronForCausalLM"),
        ["nemotron_h"] = new("NemotronHForCausalLM") { Words = NemotronH },
        ["nemotron_h_moe"] = new("NemotronHForCausalLM") { Words = NemotronH },
        ["exaone"] = new("ExaoneForCausalLM"),
        ["exaone4"] = new("Exaone4ForCausalLM") { Every = 4 },
        ["exaone-moe"] = new("ExaoneMoEForCausalLM") { Every = 4 },
        ["granite"] = new("GraniteForCausalLM"),
        ["granitemoe"] = new("GraniteMoeForCausalLM"),
        ["granitehybrid"] = new("GraniteMoeHybridForCausalLM") { Words = Mamba2 },
        ["falcon-h1"] = new("FalconH1ForCausalLM") { Words = Mamba2 },
        ["jamba"] = new("JambaForCausalLM") { Words = Jamba },
        ["mamba"] = new("MambaForCausalLM"),
        ["mamba2"] = new("Mamba2ForCausalLM") { Words = static (words, config) => config["num_heads"] = words["ssm.time_step_rank"] },
        ["gpt-oss"] = new("GptOssForCausalLM") { Every = 2 },
        ["smollm3"] = new("SmolLM3ForCausalLM"),
        ["seed_oss"] = new("SeedOssForCausalLM"),
        ["dots1"] = new("Dots1ForCausalLM"),
        ["ernie4_5"] = new("Ernie4_5ForCausalLM"),
        ["ernie4_5-moe"] = new("Ernie4_5_MoeForCausalLM"),
        ["hunyuan-dense"] = new("HunYuanDenseV1ForCausalLM"),
        ["hunyuan-moe"] = new("HunYuanMoEV1ForCausalLM"),
        ["apertus"] = new("ApertusForCausalLM"),
        ["arcee"] = new("ArceeForCausalLM"),
        ["arctic"] = new("ArcticForCausalLM"),
        ["afmoe"] = new("AfmoeForCausalLM") { Every = 4 },
        ["laguna"] = new("LagunaForCausalLM") { Every = 4, FullFirst = true },
        ["mimo2"] = new("MiMoV2FlashForCausalLM"),
        ["step35"] = new("Step3p5ForCausalLM"),
        ["minimax-m2"] = new("MiniMaxM2ForCausalLM"),
        ["bailingmoe"] = new("BailingMoeForCausalLM"),
        ["bailingmoe2"] = new("BailingMoeV2ForCausalLM"),
        ["lfm2"] = new("Lfm2ForCausalLM") { Words = Lfm2 },
        ["lfm2moe"] = new("Lfm2MoeForCausalLM") { Words = Lfm2 },
        ["t5"] = new("T5ForConditionalGeneration") { Words = T5 },
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Every name that is known.</summary>
    public static IEnumerable<string> Names => Known.Keys;

    /// <summary>The architecture of a file; one that follows its own name's rule, if there is any, where it is not known.</summary>
    public static GgufClass Find(string? name, GgufWords words) => name switch
    {
        "llama" when words["expert_count"] > 0 => new("MixtralForCausalLM"),
        "olmo2" when words["attention.sliding_window"] > 0 => new("Olmo3ForCausalLM") { Every = 4 },
        "granitemoe" when words["expert_shared_feed_forward_length"] > 0 => new("GraniteMoeSharedForCausalLM"),
        "chatglm" when !words.Tensors.Has(0, "attn_qkv") => new("GlmForCausalLM"),
        { } known => Known.GetValueOrDefault(known) ?? new(known),
        null => new("unknown"),
    };

    private static void Llama4(GgufWords words, JsonObject config)
    {
        // The converter renames them the other way round.
        config["intermediate_size_mlp"] = words["feed_forward_length"];
        config["intermediate_size"] = words["expert_feed_forward_length"];
        config["attention_chunk_size"] = words["attention.sliding_window"] ?? ChunkOfLlama4;
    }

    private static void Deci(GgufWords words, JsonObject config) => config["block_configs"] = new JsonArray([.. Enumerable.Range(0, words.Layers).Select(layer => (JsonNode)new JsonObject
    {
        ["attention"] = words.At("attention.head_count_kv", layer) is > 0 and var keys && words.At("attention.head_count", layer) is > 0 and var heads
            ? new JsonObject { ["n_heads_in_group"] = heads / keys } : new JsonObject { ["no_op"] = true },
        ["ffn"] = words.At("feed_forward_length", layer) is > 0 and var inner ? new JsonObject { ["intermediate_size"] = inner } : new JsonObject { ["no_op"] = true },
    })]);

    private static void DeltaNet(GgufWords words, JsonObject config)
    {
        var heads = words["ssm.time_step_rank"];
        (config["linear_num_key_heads"], config["linear_key_head_dim"], config["linear_num_value_heads"]) = (words["ssm.group_count"], words["ssm.state_size"], heads);
        (config["linear_value_head_dim"], config["linear_conv_kernel_dim"]) = (words["ssm.inner_size"] / heads, words["ssm.conv_kernel"]);
    }

    private static void KimiDelta(GgufWords words, JsonObject config) => config["linear_attn_config"] = new JsonObject
    {
        ["num_heads"] = words["attention.head_count"],
        ["head_dim"] = words["kda.head_dim"],
        ["short_conv_kernel_size"] = words["ssm.conv_kernel"],
    };

    private static void Gemma3n(GgufWords words, JsonObject config)
    {
        // Older files do not say it; llama.cpp then takes its own number.
        if (!words.Says("attention.shared_kv_layers"))
            config["num_kv_shared_layers"] = Math.Max(0, words.Layers - CachedLayersOfGemma3n);
    }

    private static void Gemma4(GgufWords words, JsonObject config)
    {
        config["global_head_dim"] = words["attention.key_length"];
        config["head_dim"] = words["attention.key_length_swa"] ?? words["attention.key_length"];
        config.Remove("v_head_dim");
        config["attention_k_eq_v"] = Enumerable.Range(0, words.Layers).Any(layer => words.Tensors.Has(layer, "attn_k") && !words.Tensors.Has(layer, "attn_v"));
        config["enable_moe_block"] = words["expert_count"] > 0;
    }

    private static void Falcon(GgufWords words, JsonObject config)
    {
        var (heads, keys, isDouble) = (words["attention.head_count"], words["attention.head_count_kv"], words.Tensors.Has(0, "attn_norm_2"));
        config["new_decoder_architecture"] = isDouble || (keys > 1 && keys < heads);
        config["num_ln_in_parallel_attn"] = isDouble ? 2 : 1;
        (config["multi_query"], config["parallel_attn"]) = (keys < heads, !words.Tensors.Has(0, "ffn_norm"));
    }

    private static void Mpt(GgufWords words, JsonObject config)
    {
        config["d_model"] = words["embedding_length"];
        config["expansion_ratio"] = words["feed_forward_length"] / words["embedding_length"];
        config["no_bias"] = !words.Tensors.Any(1, "attn_qkv.bias", "attn_q.bias", "attn_norm.bias");
    }

    private static void NemotronH(GgufWords words, JsonObject config)
    {
        config["hybrid_override_pattern"] = string.Concat(Enumerable.Range(0, words.Layers).Select(layer =>
            words.Tensors.IsRecurrent(layer) ? 'M' : words.Attends(layer) ? '*' : words.Tensors.Has(layer, "ffn_up_exps") ? 'E' : '-'));
        var heads = words["ssm.time_step_rank"];
        (config["mamba_num_heads"], config["mamba_head_dim"], config["ssm_state_size"]) = (heads, words["ssm.inner_size"] / heads, words["ssm.state_size"]);
    }

    private static void Mamba2(GgufWords words, JsonObject config)
    {
        (config["mamba_n_heads"], config["mamba_d_ssm"], config["mamba_d_state"]) = (words["ssm.time_step_rank"], words["ssm.inner_size"], words["ssm.state_size"]);
        (config["mamba_n_groups"], config["mamba_d_conv"]) = (words["ssm.group_count"], words["ssm.conv_kernel"]);
        config["mamba_rms_norm"] = words.Tensors.Any(words.Layers, "ssm_norm.weight");
    }

    private static void Jamba(GgufWords words, JsonObject config)
    {
        (config["mamba_d_state"], config["mamba_dt_rank"], config["mamba_d_conv"]) = (words["ssm.state_size"], words["ssm.time_step_rank"], words["ssm.conv_kernel"]);
        config["mamba_expand"] = words["ssm.inner_size"] / words["embedding_length"];
    }

    private static void Lfm2(GgufWords words, JsonObject config)
    {
        config["block_auto_adjust_ff_dim"] = false;
        // One number a layer, zero for those that convolve.
        if (words.IsList("attention.head_count_kv"))
            config["num_key_value_heads"] = Enumerable.Range(0, words.Layers).Max(layer => words.At("attention.head_count_kv", layer));
    }

    private static void T5(GgufWords words, JsonObject config)
    {
        (config["num_layers"], config["num_decoder_layers"]) = (words["block_count"], words["decoder_block_count"] ?? words["block_count"]);
        config["feed_forward_proj"] = words.Tensors.Has("dec.blk.0.ffn_gate.weight") ? "gated" : "relu";
        config.Remove("layer_types");
    }
}
