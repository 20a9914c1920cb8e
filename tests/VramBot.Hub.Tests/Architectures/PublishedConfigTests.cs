using System.Text;
using VramBot.Hub.Architectures;
using VramBot.Testing;

namespace VramBot.Hub.Tests.Architectures;

/// <summary>Config files as their publishers wrote them, cut to what tells the shape: with the keys that they leave to their class, and those that mislead.</summary>
public sealed class PublishedConfigTests
{
    public static TheoryData<string, string> Configs() => new()
    {
        { "meta-llama/Llama-3.1-8B-Instruct", """{"architectures":["LlamaForCausalLM"],"attention_bias":false,"hidden_size":4096,"intermediate_size":14336,"max_position_embeddings":131072,"mlp_bias":false,"model_type":"llama","num_attention_heads":32,"num_hidden_layers":32,"num_key_value_heads":8,"rope_scaling":{"factor":8.0,"low_freq_factor":1.0,"high_freq_factor":4.0,"original_max_position_embeddings":8192,"rope_type":"llama3"},"tie_word_embeddings":false,"vocab_size":128256}""" },
        { "meta-llama/Llama-3.2-1B", """{"architectures":["LlamaForCausalLM"],"head_dim":64,"hidden_size":2048,"intermediate_size":8192,"max_position_embeddings":131072,"model_type":"llama","num_attention_heads":32,"num_hidden_layers":16,"num_key_value_heads":8,"tie_word_embeddings":true,"vocab_size":128256}""" },
        { "Qwen/Qwen2.5-7B-Instruct", """{"architectures":["Qwen2ForCausalLM"],"hidden_size":3584,"intermediate_size":18944,"max_position_embeddings":32768,"max_window_layers":28,"model_type":"qwen2","num_attention_heads":28,"num_hidden_layers":28,"num_key_value_heads":4,"sliding_window":131072,"tie_word_embeddings":false,"use_sliding_window":false,"vocab_size":152064}""" },
        { "Qwen/Qwen3-30B-A3B", """{"architectures":["Qwen3MoeForCausalLM"],"attention_bias":false,"decoder_sparse_step":1,"head_dim":128,"hidden_size":2048,"intermediate_size":6144,"max_position_embeddings":40960,"max_window_layers":48,"mlp_only_layers":[],"model_type":"qwen3_moe","moe_intermediate_size":768,"norm_topk_prob":true,"num_attention_heads":32,"num_experts":128,"num_experts_per_tok":8,"num_hidden_layers":48,"num_key_value_heads":4,"rope_scaling":null,"sliding_window":null,"tie_word_embeddings":false,"use_sliding_window":false,"vocab_size":151936}""" },
        { "mistralai/Mistral-7B-v0.1", """{"architectures":["MistralForCausalLM"],"hidden_size":4096,"intermediate_size":14336,"max_position_embeddings":32768,"model_type":"mistral","num_attention_heads":32,"num_hidden_layers":32,"num_key_value_heads":8,"sliding_window":4096,"tie_word_embeddings":false,"vocab_size":32000}""" },
        { "mistralai/Mixtral-8x7B-Instruct-v0.1", """{"architectures":["MixtralForCausalLM"],"hidden_size":4096,"intermediate_size":14336,"max_position_embeddings":32768,"model_type":"mixtral","num_attention_heads":32,"num_experts_per_tok":2,"num_hidden_layers":32,"num_key_value_heads":8,"num_local_experts":8,"sliding_window":null,"tie_word_embeddings":false,"vocab_size":32000}""" },
        { "google/gemma-3-4b-it", """{"architectures":["Gemma3ForConditionalGeneration"],"boi_token_index":255999,"image_token_index":262144,"mm_tokens_per_image":256,"model_type":"gemma3","text_config":{"hidden_size":2560,"intermediate_size":10240,"model_type":"gemma3_text","num_hidden_layers":34,"rope_scaling":{"factor":8.0,"rope_type":"linear"},"sliding_window":1024},"vision_config":{"hidden_size":1152,"image_size":896,"intermediate_size":4304,"model_type":"siglip_vision_model","num_attention_heads":16,"num_hidden_layers":27,"patch_size":14}}""" },
        { "google/gemma-2-9b-it", """{"architectures":["Gemma2ForCausalLM"],"attention_bias":false,"cache_implementation":"hybrid","head_dim":256,"hidden_size":3584,"intermediate_size":14336,"max_position_embeddings":8192,"model_type":"gemma2","num_attention_heads":16,"num_hidden_layers":42,"num_key_value_heads":8,"query_pre_attn_scalar":256,"sliding_window":4096,"vocab_size":256000}""" },
        { "deepseek-ai/DeepSeek-R1", """{"architectures":["DeepseekV3ForCausalLM"],"attention_bias":false,"ep_size":1,"first_k_dense_replace":3,"hidden_size":7168,"intermediate_size":18432,"kv_lora_rank":512,"max_position_embeddings":163840,"model_type":"deepseek_v3","moe_intermediate_size":2048,"moe_layer_freq":1,"n_group":8,"n_routed_experts":256,"n_shared_experts":1,"num_attention_heads":128,"num_experts_per_tok":8,"num_hidden_layers":61,"num_key_value_heads":128,"num_nextn_predict_layers":1,"q_lora_rank":1536,"qk_nope_head_dim":128,"qk_rope_head_dim":64,"quantization_config":{"fmt":"e4m3","quant_method":"fp8","weight_block_size":[128,128]},"rope_scaling":{"factor":40,"type":"yarn"},"scoring_func":"sigmoid","tie_word_embeddings":false,"topk_method":"noaux_tc","v_head_dim":128,"vocab_size":129280}""" },
        { "openai-community/gpt2", """{"activation_function":"gelu_new","architectures":["GPT2LMHeadModel"],"model_type":"gpt2","n_ctx":1024,"n_embd":768,"n_head":12,"n_layer":12,"n_positions":1024,"vocab_size":50257}""" },
        { "tiiuae/falcon-7b", """{"alibi":false,"architectures":["FalconForCausalLM"],"bias":false,"hidden_size":4544,"model_type":"falcon","multi_query":true,"new_decoder_architecture":false,"num_attention_heads":71,"num_hidden_layers":32,"num_kv_heads":71,"parallel_attn":true,"vocab_size":65024}""" },
        { "microsoft/phi-2", """{"architectures":["PhiForCausalLM"],"hidden_size":2560,"intermediate_size":10240,"max_position_embeddings":2048,"model_type":"phi","num_attention_heads":32,"num_hidden_layers":32,"num_key_value_heads":32,"qk_layernorm":false,"tie_word_embeddings":false,"vocab_size":51200}""" },
        { "microsoft/Phi-3.5-mini-instruct", """{"architectures":["Phi3ForCausalLM"],"attention_bias":false,"hidden_size":3072,"intermediate_size":8192,"max_position_embeddings":131072,"model_type":"phi3","num_attention_heads":32,"num_hidden_layers":32,"num_key_value_heads":32,"original_max_position_embeddings":4096,"sliding_window":262144,"tie_word_embeddings":false,"vocab_size":32064}""" },
        { "openai/gpt-oss-20b", """{"architectures":["GptOssForCausalLM"],"attention_bias":true,"experts_per_token":4,"head_dim":64,"hidden_size":2880,"intermediate_size":2880,"layer_types":["sliding_attention","full_attention","sliding_attention","full_attention","sliding_attention","full_attention","sliding_attention","full_attention","sliding_attention","full_attention","sliding_attention","full_attention","sliding_attention","full_attention","sliding_attention","full_attention","sliding_attention","full_attention","sliding_attention","full_attention","sliding_attention","full_attention","sliding_attention","full_attention"],"max_position_embeddings":131072,"model_type":"gpt_oss","num_attention_heads":64,"num_experts_per_tok":4,"num_hidden_layers":24,"num_key_value_heads":8,"num_local_experts":32,"quantization_config":{"quant_method":"mxfp4","modules_to_not_convert":["model.layers.*.self_attn"]},"sliding_window":128,"tie_word_embeddings":false,"vocab_size":201088}""" },
        { "LiquidAI/LFM2-1.2B", """{"architectures":["Lfm2ForCausalLM"],"block_auto_adjust_ff_dim":true,"block_dim":2048,"block_ff_dim":12288,"block_ffn_dim_multiplier":1.0,"block_multiple_of":256,"conv_L_cache":3,"conv_bias":false,"full_attn_idxs":[2,5,8,10,12,14],"hidden_size":2048,"max_position_embeddings":128000,"model_type":"lfm2","num_attention_heads":32,"num_heads":32,"num_hidden_layers":16,"num_key_value_heads":8,"vocab_size":65536}""" },
        { "ai21labs/Jamba-v0.1", """{"architectures":["JambaForCausalLM"],"attn_layer_offset":4,"attn_layer_period":8,"expert_layer_offset":1,"expert_layer_period":2,"hidden_size":4096,"intermediate_size":14336,"mamba_conv_bias":true,"mamba_d_conv":4,"mamba_d_state":16,"mamba_dt_rank":256,"mamba_expand":2,"mamba_proj_bias":false,"max_position_embeddings":262144,"model_type":"jamba","num_attention_heads":32,"num_experts":16,"num_experts_per_tok":2,"num_hidden_layers":32,"num_key_value_heads":8,"sliding_window":null,"tie_word_embeddings":false,"vocab_size":65536}""" },
        { "Qwen/Qwen3-Next-80B-A3B-Instruct", """{"architectures":["Qwen3NextForCausalLM"],"attention_bias":false,"decoder_sparse_step":1,"full_attention_interval":4,"head_dim":256,"hidden_size":2048,"intermediate_size":5120,"linear_conv_kernel_dim":4,"linear_key_head_dim":128,"linear_num_key_heads":16,"linear_num_value_heads":32,"linear_value_head_dim":128,"max_position_embeddings":262144,"mlp_only_layers":[],"model_type":"qwen3_next","moe_intermediate_size":512,"num_attention_heads":16,"num_experts":512,"num_experts_per_tok":10,"num_hidden_layers":48,"num_key_value_heads":2,"partial_rotary_factor":0.25,"rope_scaling":null,"shared_expert_intermediate_size":512,"tie_word_embeddings":false,"vocab_size":151936}""" },
        { "databricks/dbrx-instruct", """{"architectures":["DbrxForCausalLM"],"attn_config":{"clip_qkv":8,"kv_n_heads":8,"model_type":"","rope_theta":500000},"d_model":6144,"ffn_config":{"ffn_hidden_size":10752,"model_type":"","moe_jitter_eps":0,"moe_loss_weight":0.05,"moe_num_experts":16,"moe_top_k":4},"max_seq_len":32768,"model_type":"dbrx","n_heads":48,"n_layers":40,"tie_word_embeddings":false,"vocab_size":100352}""" },
        { "state-spaces/mamba-2.8b-hf", """{"architectures":["MambaForCausalLM"],"conv_kernel":4,"d_inner":5120,"d_model":2560,"expand":2,"hidden_size":2560,"intermediate_size":5120,"model_type":"mamba","n_layer":64,"num_hidden_layers":64,"state_size":16,"time_step_rank":160,"use_bias":false,"use_conv_bias":true,"vocab_size":50280}""" },
        { "facebook/opt-6.7b", """{"activation_function":"relu","architectures":["OPTForCausalLM"],"do_layer_norm_before":true,"ffn_dim":16384,"hidden_size":4096,"max_position_embeddings":2048,"model_type":"opt","num_attention_heads":32,"num_hidden_layers":32,"vocab_size":50272,"word_embed_proj_dim":4096}""" },
        { "bigscience/bloom-7b1", """{"apply_residual_connection_post_layernorm":false,"architectures":["BloomForCausalLM"],"hidden_dropout":0.0,"model_type":"bloom","n_embed":4096,"hidden_size":4096,"n_layer":30,"num_attention_heads":32,"seq_length":2048,"vocab_size":250880}""" },
        { "mosaicml/mpt-7b", """{"architectures":["MPTForCausalLM"],"attn_config":{"alibi":true,"attn_impl":"torch","attn_type":"multihead_attention"},"d_model":4096,"expansion_ratio":4,"max_seq_len":2048,"model_type":"mpt","n_heads":32,"n_layers":32,"no_bias":true,"vocab_size":50432}""" },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void A_published_config_is_the_model_of_the_catalog(string id, string json)
    {
        var model = ShippedCatalogs.Catalog.Models.Find(id)!;
        var config = ConfigView.Parse(Encoding.UTF8.GetBytes(json));
        // The catalog states the part of a head that turns only where engines' tables follow it, and a context that the card names, not the config.
        var read = NetworkBuilder.Build(config, ArchitectureMap.Find(config)!) with { RopeFraction = model.Network!.RopeFraction, MaxContext = model.Network.MaxContext };
        Assert.Empty(Differences.Between(model.Network, read));
    }

    public static TheoryData<string, string> Known() => [.. Configs().Where(row => ShippedCatalogs.Catalog.Models.Find(row.Data.Item1) is not null)];

    [Fact]
    public void Nearly_all_of_them_are_in_the_catalog() => Assert.InRange(Known().Count, 20, 30);

    [Theory]
    [InlineData("""{"quant_method":"gptq","bits":4,"group_size":128}""", "gptq-int4-g128")]
    [InlineData("""{"quant_method":"gptq","bits":4,"group_size":-1}""", "gptq-int4-channel")]
    [InlineData("""{"quant_method":"gptq","bits":8,"group_size":128}""", "gptq-int8-g128")]
    [InlineData("""{"quant_method":"awq","bits":4,"group_size":128,"version":"gemm","zero_point":true}""", "awq-int4-g128")]
    [InlineData("""{"quant_method":"awq","w_bit":4,"q_group_size":64}""", "awq-int4-g64")]
    [InlineData("""{"quant_method":"bitsandbytes","load_in_4bit":true,"bnb_4bit_quant_type":"nf4","bnb_4bit_use_double_quant":true}""", "nf4-dq")]
    [InlineData("""{"quant_method":"bitsandbytes","load_in_4bit":true,"bnb_4bit_quant_type":"nf4"}""", "nf4")]
    [InlineData("""{"quant_method":"bitsandbytes","load_in_4bit":true,"bnb_4bit_quant_type":"fp4"}""", "fp4-bnb")]
    [InlineData("""{"quant_method":"bitsandbytes","load_in_8bit":true}""", "bnb-int8")]
    [InlineData("""{"quant_method":"fp8","weight_block_size":[128,128]}""", "fp8-block128")]
    [InlineData("""{"quant_method":"fp8","activation_scheme":"static"}""", "fp8")]
    [InlineData("""{"quant_method":"fbgemm_fp8"}""", "fp8")]
    [InlineData("""{"quant_method":"mxfp4"}""", "mxfp4")]
    [InlineData("""{"quant_method":"compressed-tensors","config_groups":{"group_0":{"weights":{"num_bits":4,"type":"int","group_size":128,"strategy":"group"}}}}""", "w4a16-g128")]
    [InlineData("""{"quant_method":"compressed-tensors","config_groups":{"group_0":{"weights":{"num_bits":8,"type":"int","strategy":"channel"}}}}""", "int8-w8a8")]
    [InlineData("""{"quant_method":"compressed-tensors","config_groups":{"group_0":{"weights":{"num_bits":8,"type":"float","strategy":"channel"}}}}""", "fp8")]
    [InlineData("""{"quant_method":"compressed-tensors","config_groups":{"group_0":{"weights":{"num_bits":8,"type":"float","strategy":"block","block_structure":[128,128]}}}}""", "fp8-block128")]
    [InlineData("""{"quant_method":"compressed-tensors","config_groups":{"group_0":{"weights":{"num_bits":4,"type":"float","group_size":16}}}}""", "nvfp4")]
    [InlineData("""{"quant_method":"modelopt","quant_algo":"NVFP4"}""", "nvfp4")]
    [InlineData("""{"quant_method":"modelopt","quant_algo":"FP8"}""", "fp8")]
    [InlineData("""{"quant_method":"exl2","bits":4.65}""", "exl2-4.65")]
    [InlineData("""{"quant_method":"exl3","bits":3.5}""", "exl3-3.5")]
    [InlineData("""{"quant_method":"bitnet"}""", "bitnet-b1.58")]
    [InlineData("""{"quant_method":"auto-round","bits":4,"group_size":128,"sym":true}""", "w4a16-g128")]
    [InlineData("""{"quant_method":"hqq","quant_config":{"weight_quant_params":{"nbits":4,"group_size":64}}}""", "hqq-int4-g64")]
    [InlineData("""{"quant_method":"hqq","quant_config":{"weight_quant_params":{"nbits":4,"group_size":32}}}""", "hqq-int4-g32")]
    [InlineData("""{"quant_method":"compressed-tensors","format":"pack-quantized","config_groups":{"linear":{"weights":{"num_bits":4,"type":"int","group_size":64,"strategy":"group"}}}}""", "w4a16-g64")]
    [InlineData("""{"quant_method":"compressed-tensors","format":"pack-quantized","config_groups":{"group_0":{"weights":{"num_bits":4,"type":"int","group_size":32,"strategy":"group"}}}}""", "int4-g32-qat")]
    [InlineData("""{"quant_method":"compressed-tensors","format":"mxfp4-pack-quantized","config_groups":{"group_0":{"weights":{"num_bits":4,"type":"float","group_size":32}}}}""", "mxfp4")]
    [InlineData("""{"quant_method":"auto-round","bits":8,"group_size":128}""", "gptq-int8-g128")]
    [InlineData("""{"quant_method":"gptq","bits":8,"group_size":32}""", "gptq-int8-g32")]
    [InlineData("""{"quant_method":"quark","global_quant_config":{"weight":{"dtype":"fp8_e4m3","qscheme":"per_tensor"}}}""", "fp8")]
    [InlineData("""{"quant_method":"quark","global_quant_config":{"weight":{"dtype":"fp4","qscheme":"per_group","group_size":32}}}""", "mxfp4")]
    [InlineData("""{"quant_method":"quark","global_quant_config":{"weight":{"dtype":"int8","qscheme":"per_channel"}}}""", "int8-w8a8")]
    [InlineData("""{"quant_method":"torchao","quant_type":{"default":{"_type":"Int4WeightOnlyConfig","_data":{"group_size":128}}}}""", "w4a16-g128")]
    [InlineData("""{"quant_method":"torchao","quant_type":{"default":{"_type":"Float8DynamicActivationFloat8WeightConfig","_data":{}}}}""", "fp8")]
    [InlineData("""{"quant_method":"torchao","quant_type":"int8_weight_only"}""", "int8-w8a8")]
    [InlineData("""{"quant_method":"torchao","quant_type":"int4_weight_only","quant_type_kwargs":{"group_size":64}}""", "w4a16-g64")]
    [InlineData("""{"quant_method":"eetq","weights":"int8"}""", "int8-w8a8")]
    [InlineData("""{"quant_method":"aqlm","in_group_size":8,"nbits_per_codebook":8,"num_codebooks":2,"out_group_size":1}""", "aqlm-2x8")]
    [InlineData("""{"quant_method":"aqlm","in_group_size":8,"nbits_per_codebook":16,"num_codebooks":1,"out_group_size":1}""", null)]
    [InlineData("""{"quant_method":"vptq","config_for_layers":{}}""", null)]
    [InlineData("""{"quant_method":"modelopt","quant_algo":"FP8_PB_WO"}""", "fp8-block128")]
    [InlineData("""{"quant_method":"somebody's own"}""", null)]
    public void What_a_config_says_of_its_quantization_is_a_format(string quantization, string? format)
    {
        var config = ConfigView.Parse(Encoding.UTF8.GetBytes($$"""{"torch_dtype":"bfloat16","quantization_config":{{quantization}}}"""));
        Assert.Equal(format, QuantizationMap.Find(ShippedCatalogs.Catalog.WeightFormats, config)?.Id);
    }

    [Theory]
    [InlineData("""{"quantization":{"bits":4,"group_size":64}}""", "mlx-4bit-g64")]
    [InlineData("""{"torch_dtype":"float16"}""", "fp16")]
    [InlineData("""{"dtype":"bfloat16"}""", "bf16")]
    [InlineData("""{"torch_dtype":"float32"}""", "fp32")]
    [InlineData("""{}""", null)]
    public void A_config_without_one_is_in_its_own_type(string json, string? format) =>
        Assert.Equal(format, QuantizationMap.Find(ShippedCatalogs.Catalog.WeightFormats, ConfigView.Parse(Encoding.UTF8.GetBytes(json)))?.Id);

    [Fact]
    public void Every_class_of_the_catalog_is_known()
    {
        var known = ArchitectureMap.Names.ToHashSet(StringComparer.Ordinal);
        var classes = ShippedCatalogs.Catalog.Models.All.Where(model => model is { IsHypothetical: false, Network: not null }).Select(model => model.Architecture).Distinct();
        // Those around a text stack of another class name that class inside.
        Assert.Empty(classes.Where(name => !known.Contains(name)).Except(["Mistral3ForConditionalGeneration", "LlavaForConditionalGeneration", "LlavaNextForConditionalGeneration", "InternVLChatModel", "KimiVLForConditionalGeneration", "KimiK25ForConditionalGeneration", "MiniCPMV4_6ForConditionalGeneration"]));
    }
}
