using System.Text.Json.Nodes;
using VramBot.Core.Models;

namespace VramBot.Hub.Tests.Architectures;

/// <summary>Writes what only one class has, in its own words.</summary>
internal static class ClassWriter
{
    public static void Write(string architecture, Network network, JsonObject config)
    {
        var grouped = network.Layers.Select(layer => layer.Attention).OfType<GroupedQueryAttention>().FirstOrDefault();
        var inner = network.Layers.Select(layer => layer.Dense).FirstOrDefault(dense => dense is not null);
        if (network.Layers.Select(layer => layer.Recurrence).FirstOrDefault(mixer => mixer is not null) is { } recurrence)
            Recurrent(architecture, recurrence, config);
        switch (architecture)
        {
            case "GPTBigCodeForCausalLM":
                config["multi_query"] = grouped!.KeyValueHeads == 1;
                Drop(config, "num_key_value_heads", "head_dim", "attention_bias");
                break;
            case "GPT2LMHeadModel" or "GPTJForCausalLM" or "OPTForCausalLM" or "GPTNeoXForCausalLM":
                Drop(config, "num_key_value_heads", "head_dim");
                if (architecture == "OPTForCausalLM")
                    (config["ffn_dim"], config["max_position_embeddings"]) = (inner!.InnerSize, network.PositionEmbeddings - 2);
                if (architecture is "GPT2LMHeadModel")
                    config["intermediate_size"] = null;
                if (architecture is "OPTForCausalLM")
                    Drop(config, "intermediate_size");
                break;
            case "BloomForCausalLM":
                Move(config, "num_hidden_layers", "n_layer");
                Move(config, "max_position_embeddings", "seq_length");
                Drop(config, "num_key_value_heads", "head_dim", "intermediate_size");
                break;
            case "FalconForCausalLM":
                Falcon(network, grouped!, config);
                break;
            case "MPTForCausalLM":
                (config["expansion_ratio"], config["no_bias"]) = (inner!.InnerSize / network.HiddenSize, true);
                Drop(config, "intermediate_size", "num_key_value_heads", "head_dim", "attention_bias");
                break;
            case "DbrxForCausalLM":
                var experts = network.Layers[0].Experts!;
                config["attn_config"] = new JsonObject { ["kv_n_heads"] = grouped!.KeyValueHeads };
                config["ffn_config"] = new JsonObject { ["ffn_hidden_size"] = experts.Expert.InnerSize, ["moe_num_experts"] = experts.Experts, ["moe_top_k"] = experts.ExpertsPerToken };
                Drop(config, "num_experts", "num_experts_per_tok", "moe_intermediate_size", "num_key_value_heads", "head_dim", "attention_bias");
                break;
            case "MixtralForCausalLM" or "MistralForCausalLM" when grouped!.HeadDim == network.HiddenSize / grouped.Heads:
                Drop(config, "head_dim", "attention_bias");
                break;
            case "T5ForConditionalGeneration" or "MT5ForConditionalGeneration":
                Move(config, "hidden_size", "d_model");
                Move(config, "intermediate_size", "d_ff");
                Move(config, "num_attention_heads", "num_heads");
                Move(config, "head_dim", "d_kv");
                Move(config, "num_hidden_layers", "num_decoder_layers");
                (config["num_layers"], config["feed_forward_proj"]) = (network.EncoderLayers, inner!.Gated ? "gated-gelu" : "relu");
                Drop(config, "num_key_value_heads", "attention_bias");
                if (network.MaxContext.Count == 512)
                    Drop(config, "max_position_embeddings");
                break;
            case "QWenLMHeadModel":
                config["intermediate_size"] = 2 * inner!.InnerSize;
                Move(config, "head_dim", "kv_channels");
                break;
            case "Phi3SmallForCausalLM":
                Move(config, "intermediate_size", "ff_intermediate_size");
                break;
            case "PhiMoEForCausalLM":
                config["lm_head_bias"] = network.HeadBias;
                break;
            case "StableLmForCausalLM":
                (config["use_qkv_bias"], config["use_parallel_residual"], config["qk_layernorm"]) = (grouped!.ProjectionBias, network.Layers[0].NormCount == 1, grouped.QueryKeyNorm == QueryKeyNorm.PerHead);
                Drop(config, "head_dim", "attention_bias");
                break;
            case "Starcoder2ForCausalLM":
                config["use_bias"] = inner!.Bias;
                break;
            case "InternLMForCausalLM" or "InternLM2ForCausalLM":
                Move(config, "attention_bias", "bias");
                break;
            case "CohereForCausalLM":
                config["use_qk_norm"] = grouped!.QueryKeyNorm == QueryKeyNorm.PerHead;
                break;
            case "Qwen2MoeForCausalLM":
                Move(config, "attention_bias", "qkv_bias");
                break;
            case "Glm4MoeForCausalLM" or "Glm4vMoeForConditionalGeneration":
                config["use_qk_norm"] = grouped!.QueryKeyNorm == QueryKeyNorm.Head;
                break;
            case "LlamaForCausalLM" or "GraniteForCausalLM":
                config["mlp_bias"] = inner!.Bias;
                break;
            case "MiniCPMV":
                config["version"] = grouped!.ProjectionBias ? 2.6 : grouped.QueryKeyNorm == QueryKeyNorm.Head ? 4.5 : 2.5;
                break;
            case "Gemma4ForConditionalGeneration" or "Gemma4UnifiedForConditionalGeneration" or "DiffusionGemmaForBlockDiffusion":
                Gemma4(network, config);
                break;
            case "Gemma3nForConditionalGeneration":
                config["num_kv_shared_layers"] = network.Layers.Count(layer => layer.ReusesCache);
                break;
            case "HunYuanForCausalLM" or "HunYuanMoEV1ForCausalLM":
                (config["use_cla"], config["cla_share_factor"], config["num_shared_expert"], config["use_mixed_mlp_moe"]) = (network.Layers[1].ReusesCache, 2, 1, true);
                Move(config, "num_experts_per_tok", "moe_topk");
                Drop(config, "num_shared_experts");
                break;
            case "LongcatFlashForCausalLM":
                config["num_layers"] = network.Layers.Length / 2;
                Move(config, "intermediate_size", "ffn_hidden_size");
                Move(config, "moe_intermediate_size", "expert_ffn_hidden_size");
                Move(config, "num_experts_per_tok", "moe_topk");
                Drop(config, "num_hidden_layers");
                break;
            case "DeepseekOCRForCausalLM" or "DeepseekVLV2ForCausalLM":
                (config["use_mla"], config["kv_lora_rank"]) = (false, null);
                break;
            case "DeepseekV2ForCausalLM":
                (config["topk_method"], config["q_lora_rank"]) = ("group_limited_greedy", network.Layers[0].Attention is LatentAttention { QueryRank: { } rank } ? rank : 0);
                break;
            case "DeciLMForCausalLM":
                Deci(network, config);
                break;
            case "Grok1ForCausalLM":
                if (network.Layers[0].Experts!.Residual is { } residual)
                    (config["residual_moe"], config["intermediate_size"]) = (true, residual.InnerSize);
                break;
            case "Step3p5ForCausalLM" or "Step3p7FlashForCausalLM":
                config["attention_other_setting"] = new JsonObject { ["num_attention_heads"] = HeadsOf(network, AttentionReach.Sliding) };
                config["num_attention_heads"] = HeadsOf(network, AttentionReach.Full);
                break;
            case "LagunaForCausalLM":
                config["num_attention_heads_per_layer"] = new JsonArray([.. network.Layers.Select(layer => (JsonNode)layer.Attention!.Heads)]);
                break;
            case "MiMoV2FlashForCausalLM" or "MiMoV2ForCausalLM":
                config["swa_num_key_value_heads"] = network.Layers.Select(layer => layer.Attention).OfType<GroupedQueryAttention>().First(attention => attention.Scope.Kind == AttentionReach.Sliding).KeyValueHeads;
                break;
            case "Lfm2ForCausalLM" or "Lfm2VlForConditionalGeneration":
                (config["block_ff_dim"], config["block_auto_adjust_ff_dim"]) = (inner!.InnerSize, false);
                break;
            case "GraniteMoeHybridForCausalLM" when inner is not null:
                config["shared_intermediate_size"] = inner.InnerSize;
                break;
        }
    }

    private static int HeadsOf(Network network, AttentionReach reach) => network.Layers.First(layer => layer.Attention!.Scope.Kind == reach).Attention!.Heads;

    private static void Falcon(Network network, GroupedQueryAttention grouped, JsonObject config)
    {
        var isNew = grouped.KeyValueHeads > 1 && grouped.KeyValueHeads < grouped.Heads;
        config["new_decoder_architecture"] = isNew;
        config["multi_query"] = grouped.KeyValueHeads < grouped.Heads;
        config["parallel_attn"] = grouped.KeyValueHeads < grouped.Heads;
        config["bias"] = grouped.ProjectionBias;
        Move(config, "num_key_value_heads", "num_kv_heads");
        if (!isNew)
            config["num_kv_heads"] = grouped.Heads;
        if (isNew && network.Layers[0].NormCount == 1)
            config["num_ln_in_parallel_attn"] = 1;
        Drop(config, "head_dim", "intermediate_size", "attention_bias");
    }

    private static void Gemma4(Network network, JsonObject config)
    {
        var full = network.Layers.Select(layer => layer.Attention).OfType<GroupedQueryAttention>().First(attention => attention.Scope.Kind == AttentionReach.Full);
        config["global_head_dim"] = full.HeadDim;
        config["num_global_key_value_heads"] = full.KeyValueHeads;
        config["attention_k_eq_v"] = full.KeysAreValues;
        config["num_kv_shared_layers"] = network.Layers.Count(layer => layer.ReusesCache);
        if (network.Layers[0].Experts is { } experts)
            (config["enable_moe_block"], config["intermediate_size"]) = (true, experts.Residual!.InnerSize);
        if (network.Layers.Select(layer => layer.Dense?.InnerSize).Distinct().Count() > 1)
            (config["use_double_wide_mlp"], config["intermediate_size"]) = (true, network.Layers[0].Dense!.InnerSize);
    }

    private static void Deci(Network network, JsonObject config)
    {
        Drop(config, "intermediate_size", "num_key_value_heads");
        config["block_configs"] = new JsonArray([.. network.Layers.Select(layer => (JsonNode)new JsonObject
        {
            ["attention"] = layer.Attention is GroupedQueryAttention attention
                ? new JsonObject { ["n_heads_in_group"] = attention.Heads / attention.KeyValueHeads, ["no_op"] = false } : new JsonObject { ["no_op"] = true },
            ["ffn"] = layer.Dense is { } dense ? new JsonObject { ["ffn_mult"] = 1.5 * dense.InnerSize / network.HiddenSize, ["no_op"] = false } : new JsonObject { ["no_op"] = true },
        })]);
    }

    private static void Recurrent(string architecture, Recurrence recurrence, JsonObject config)
    {
        switch (recurrence)
        {
            case Mamba1 mamba when architecture == "JambaForCausalLM":
                (config["mamba_d_state"], config["mamba_dt_rank"], config["mamba_d_conv"], config["mamba_expand"]) = (mamba.StateSize, mamba.TimeStepRank, mamba.ConvolutionKernel, mamba.InnerSize / config["hidden_size"]!.GetValue<int>());
                break;
            case Mamba1 mamba:
                (config["state_size"], config["time_step_rank"], config["conv_kernel"], config["intermediate_size"]) = (mamba.StateSize, mamba.TimeStepRank, mamba.ConvolutionKernel, mamba.InnerSize);
                break;
            case Mamba2 mamba when architecture == "NemotronHForCausalLM":
                (config["ssm_state_size"], config["n_groups"], config["mamba_num_heads"], config["mamba_head_dim"], config["conv_kernel"]) = (mamba.StateSize, mamba.Groups, mamba.Heads, mamba.InnerSize / mamba.Heads, mamba.ConvolutionKernel);
                break;
            case Mamba2 mamba when architecture == "Mamba2ForCausalLM":
                (config["state_size"], config["n_groups"], config["num_heads"], config["head_dim"], config["conv_kernel"], config["expand"]) = (mamba.StateSize, mamba.Groups, mamba.Heads, mamba.InnerSize / mamba.Heads, mamba.ConvolutionKernel, 2);
                break;
            case Mamba2 mamba:
                (config["mamba_d_state"], config["mamba_n_groups"], config["mamba_n_heads"], config["mamba_d_head"], config["mamba_d_conv"], config["mamba_rms_norm"]) = (mamba.StateSize, mamba.Groups, mamba.Heads, mamba.InnerSize / mamba.Heads, mamba.ConvolutionKernel, mamba.GatedNorm);
                break;
            case GatedDeltaNet net:
                (config["linear_num_key_heads"], config["linear_key_head_dim"], config["linear_num_value_heads"], config["linear_value_head_dim"], config["linear_conv_kernel_dim"]) = (net.KeyHeads, net.KeyHeadDim, net.ValueHeads, net.ValueHeadDim, net.ConvolutionKernel);
                break;
            case ShortConvolution convolution:
                (config["conv_L_cache"], config["conv_bias"]) = (convolution.ConvolutionKernel, convolution.Bias);
                break;
        }
    }

    private static void Move(JsonObject config, string from, string to)
    {
        var value = config[from]?.DeepClone();
        if (config.Remove(from))
            config[to] = value;
    }

    private static void Drop(JsonObject config, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
            config.Remove(key);
    }
}
