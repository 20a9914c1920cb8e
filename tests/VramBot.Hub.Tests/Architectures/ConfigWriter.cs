using System.Text.Json.Nodes;
using VramBot.Core.Catalogs;
using VramBot.Core.Models;

namespace VramBot.Hub.Tests.Architectures;

/// <summary>Writes the config.json that a model of the catalog would have, in the words of its own class.</summary>
internal sealed class ConfigWriter
{
    // Classes that describe their text stack in a part of its own, and what kind that part is of.
    private static readonly Dictionary<string, (string Part, string Kind)> Nested = new(StringComparer.Ordinal)
    {
        ["Gemma3ForConditionalGeneration"] = ("text_config", "gemma3_text"),
        ["Gemma3nForConditionalGeneration"] = ("text_config", "gemma3n_text"),
        ["Gemma4ForConditionalGeneration"] = ("text_config", "gemma4_text"),
        ["Gemma4UnifiedForConditionalGeneration"] = ("text_config", "gemma4_unified_text"),
        ["DiffusionGemmaForBlockDiffusion"] = ("text_config", "diffusion_gemma_text"),
        ["Mistral3ForConditionalGeneration"] = ("text_config", "mistral"),
        ["Qwen3VLForConditionalGeneration"] = ("text_config", "qwen3_vl_text"),
        ["Qwen3VLMoeForConditionalGeneration"] = ("text_config", "qwen3_vl_moe_text"),
        ["Qwen3_5ForConditionalGeneration"] = ("text_config", "qwen3_5_text"),
        ["Qwen3_5MoeForConditionalGeneration"] = ("text_config", "qwen3_5_moe_text"),
        ["Llama4ForConditionalGeneration"] = ("text_config", "llama4_text"),
        ["MllamaForConditionalGeneration"] = ("text_config", "mllama_text_model"),
        ["LlavaForConditionalGeneration"] = ("text_config", "mistral"),
        ["LlavaNextForConditionalGeneration"] = ("text_config", "granite"),
        ["Glm4vForConditionalGeneration"] = ("text_config", "glm4v_text"),
        ["Glm4vMoeForConditionalGeneration"] = ("text_config", "glm4v_moe_text"),
        ["Exaone4_5_ForConditionalGeneration"] = ("text_config", "exaone4"),
        ["KimiVLForConditionalGeneration"] = ("text_config", "deepseek_v3"),
        ["KimiK25ForConditionalGeneration"] = ("text_config", "kimi_k2"),
        ["KimiK3ForConditionalGeneration"] = ("text_config", "kimi_k3_text"),
        ["Lfm2VlForConditionalGeneration"] = ("text_config", "lfm2"),
        ["DeepseekOCRForCausalLM"] = ("language_config", "deepseek_v2"),
        ["DeepseekVLV2ForCausalLM"] = ("language_config", "deepseek_v2"),
        ["Qwen2AudioForConditionalGeneration"] = ("text_config", "qwen2"),
        ["MiniCPMV4_6ForConditionalGeneration"] = ("text_config", "qwen3_5_text"),
        ["Qwen4ExpForConditionalGeneration"] = ("text_config", "qwen4_exp_text"),
        ["Glm5NextForConditionalGeneration"] = ("text_config", "glm5_next_text"),
    };

    private static readonly Dictionary<string, string> GptWords = new(StringComparer.Ordinal)
    {
        ["hidden_size"] = "n_embd",
        ["num_hidden_layers"] = "n_layer",
        ["num_attention_heads"] = "n_head",
        ["max_position_embeddings"] = "n_positions",
        ["intermediate_size"] = "n_inner",
    };

    private static readonly Dictionary<string, string> TinyWords = new(StringComparer.Ordinal)
    {
        ["hidden_size"] = "d_model",
        ["num_hidden_layers"] = "n_layers",
        ["num_attention_heads"] = "n_heads",
        ["max_position_embeddings"] = "max_seq_len",
    };

    private readonly ModelEntry entry;
    private readonly Network network;
    private readonly JsonObject config = [];

    private ConfigWriter(ModelEntry entry) => (this.entry, network) = (entry, entry.Network!);

    /// <summary>The whole file.</summary>
    public static JsonObject Write(ModelEntry entry) => new ConfigWriter(entry).Write();

    private JsonObject Write()
    {
        var (part, kind) = PartOf();
        Common();
        if (network.Layers.Select(layer => layer.Attention).OrderBy(attention => attention?.Indexer is null).FirstOrDefault(attention => attention is not null) is { } attention)
            Attention(attention);
        if (network.Layers.FirstOrDefault(layer => layer.Experts is not null)?.Experts is { } experts)
            new ExpertWriter(entry.Architecture, network, config).Write(experts);
        new LayerWriter(entry.Architecture, network, config).Write();
        ClassWriter.Write(entry.Architecture, network, config);
        Rename();
        var whole = new JsonObject { ["architectures"] = new JsonArray(entry.Architecture), ["torch_dtype"] = entry.DataType };
        if (network.Tower is { } tower)
            Towers(whole, tower);
        if (network.MultiTokenPrediction is { } next)
            config["num_nextn_predict_layers"] = next.Layers;
        if (QuantizationWriter.Write(entry.NativeFormat) is { } quantization)
            whole["quantization_config"] = quantization;
        if (part is null)
        {
            foreach (var (key, value) in config.ToList())
                whole[key] = value?.DeepClone();
            return whole;
        }

        if (kind is not null)
            config["model_type"] = kind;
        whole["tie_word_embeddings"] = network.TiedEmbeddings;
        whole[part] = config;
        return whole;
    }

    private (string? Part, string? Kind) PartOf()
    {
        if (entry.Architecture is "InternVLChatModel" or "Ovis2_5")
        {
            var head = network.Layers[0].Attention as GroupedQueryAttention;
            config["architectures"] = new JsonArray(head!.QueryKeyNorm == QueryKeyNorm.None ? "Qwen2ForCausalLM" : network.Layers[0].Experts is null ? "Qwen3ForCausalLM" : "Qwen3MoeForCausalLM");
            return ("llm_config", null);
        }

        return Nested.TryGetValue(entry.Architecture, out var nested) ? nested : (null, null);
    }

    private static void Towers(JsonObject whole, Tower tower)
    {
        if (tower.Kind.Contains("audio t", StringComparison.Ordinal) || tower.Kind.Contains("speech", StringComparison.Ordinal))
            whole["audio_config"] = new JsonObject { ["num_mel_bins"] = 128 };
        if (!tower.Kind.Contains("vision", StringComparison.Ordinal))
            return;
        if (tower.Whole.Count > 0)
        {
            // Llama 3.2 Vision: four tiles at most, in one of eight arrangements.
            whole["vision_config"] = new JsonObject
            {
                ["image_size"] = 560, ["patch_size"] = 14, ["hidden_size"] = tower.Width, ["max_num_tiles"] = 4, ["vision_output_dim"] = 7680,
                ["supported_aspect_ratios"] = new JsonArray([.. new[] { (1, 1), (1, 2), (1, 3), (1, 4), (2, 1), (2, 2), (3, 1), (4, 1) }.Select(ratio => (JsonNode)new JsonArray(ratio.Item1, ratio.Item2))]),
            };
            return;
        }

        whole["vision_config"] = new JsonObject { ["image_size"] = 896, ["patch_size"] = 14 };
        if (tower.TokenSide != Tower.UsualTokenSide)
            whole["mm_tokens_per_image"] = 896 / tower.TokenSide * (896 / tower.TokenSide);
    }

    private void Common()
    {
        config["hidden_size"] = network.HiddenSize;
        config["num_hidden_layers"] = network.Layers.Length;
        config["vocab_size"] = network.VocabularySize;
        config["max_position_embeddings"] = network.MaxContext.Count;
        config["tie_word_embeddings"] = network.TiedEmbeddings;
        if (network.EmbeddingWidth != network.HiddenSize)
            config["word_embed_proj_dim"] = network.EmbeddingWidth;
        if (network.Layers.Select(layer => layer.Dense?.InnerSize).FirstOrDefault(inner => inner is not null) is { } inner)
            config["intermediate_size"] = inner;
        var rope = new JsonObject();
        if (network.RopeLinearFactor != 1)
            (rope["rope_type"], rope["factor"]) = ("linear", network.RopeLinearFactor);
        if (network.HasMultimodalRope)
            rope["mrope_section"] = new JsonArray(16, 24, 24);
        if (rope.Count > 0)
            config["rope_scaling"] = rope;
        if (network.RopeFraction != 1)
            config["partial_rotary_factor"] = network.RopeFraction;
    }

    private void Attention(Attention attention)
    {
        switch (attention)
        {
            case GroupedQueryAttention grouped:
                config["num_attention_heads"] = grouped.Heads;
                config["num_key_value_heads"] = grouped.KeyValueHeads;
                config["head_dim"] = grouped.HeadDim;
                if (grouped.ValueHeadDim != grouped.HeadDim)
                    config["v_head_dim"] = grouped.ValueHeadDim;
                config["attention_bias"] = grouped.ProjectionBias;
                if (grouped.Indexer is { } scorer)
                    (config["indexer_n_heads"], config["indexer_head_dim"]) = (scorer.Heads, scorer.HeadDim);
                break;
            case LatentAttention latent:
                config["num_attention_heads"] = latent.Heads;
                config["num_key_value_heads"] = latent.Heads;
                config["kv_lora_rank"] = latent.LatentRank;
                config["qk_rope_head_dim"] = latent.RotaryDim;
                config["qk_nope_head_dim"] = latent.PlainDim;
                config["v_head_dim"] = latent.ValueHeadDim;
                config["q_lora_rank"] = latent.QueryRank;
                if (latent.Indexer is { } indexer)
                    (config["index_n_heads"], config["index_head_dim"]) = (indexer.Heads, indexer.HeadDim);
                break;
            case CompressedAttention compressed:
                config["num_attention_heads"] = compressed.Heads;
                config["head_dim"] = compressed.RowWidth;
                config["sliding_window"] = compressed.Scope.Window.Count;
                config["compress_ratios"] = new JsonArray([.. network.Layers.Select(layer => (JsonNode)((CompressedAttention)layer.Attention!).CompressionRatio)]);
                break;
        }
    }

    private void Rename()
    {
        var words = entry.Architecture switch
        {
            "GPT2LMHeadModel" or "GPTBigCodeForCausalLM" or "GPTJForCausalLM" => GptWords,
            "MPTForCausalLM" or "DbrxForCausalLM" => TinyWords,
            _ => null,
        };
        foreach (var (from, to) in words ?? [])
        {
            var value = config[from]?.DeepClone();
            if (config.Remove(from))
                config[to] = value;
        }
    }
}
