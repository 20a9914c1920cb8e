using System.Text;
using VramBot.Core.Models;
using VramBot.Hub.Architectures;

namespace VramBot.Hub.Tests.Architectures;

/// <summary>Published configs of classes of which the catalog knows no whole model: their shapes, and where a count was published, their weights.</summary>
public sealed class PublishedShapeTests
{
    private const string Zamba =
        """{"architectures":["Zamba2ForCausalLM"],"model_type":"zamba2","hidden_size":2048,"intermediate_size":8192,"num_hidden_layers":38,"num_attention_heads":32,"num_key_value_heads":32,"kv_channels":64,"vocab_size":32000,"max_position_embeddings":4096,"mamba_d_state":128,"mamba_d_conv":4,"mamba_expand":2,"mamba_ngroups":1,"n_mamba_heads":64,"num_mem_blocks":1,"use_shared_attention_adapter":true,"adapter_rank":128,"hybrid_layer_ids":[5,11,17,23,29,35],"tie_word_embeddings":true}""";

    private const string GlmFlash =
        """{"architectures":["Glm5NextForConditionalGeneration"],"model_type":"glm5_next","tie_word_embeddings":false,"text_config":{"model_type":"glm5_next_text","first_k_dense_replace":3,"head_dim":0,"hidden_size":4096,"index_head_dim":128,"index_n_heads":32,"intermediate_size":12288,"kv_lora_rank":512,"layer_types":[LAYERS],"linear_attn_config":{"num_heads":64,"head_dim":128,"short_conv_kernel_size":4,"full_attn_layers":[3,7,11]},"max_position_embeddings":1048576,"moe_intermediate_size":2048,"n_routed_experts":288,"n_shared_experts":1,"num_attention_heads":64,"num_experts_per_tok":8,"num_hidden_layers":45,"num_key_value_heads":64,"q_lora_rank":1536,"qk_nope_head_dim":256,"qk_rope_head_dim":0,"topk_method":"noaux_tc","v_head_dim":256,"vocab_size":154880},"vision_config":{"hidden_size":1024,"image_size":448,"patch_size":14,"spatial_merge_size":2}}""";

    [Fact]
    public void Zamba_2_shares_its_attention_and_caches_it_in_every_layer_that_calls_it()
    {
        var network = Read(Zamba);
        // The count that the hub itself states of Zyphra/Zamba2-1.2B.
        Assert.Equal(1_215_064_704, TensorInventory.Count(network).Count);
        var cached = network.Layers.Where(layer => layer.Attention is not null).ToArray();
        Assert.Equal(6, cached.Length);
        Assert.All(cached, layer => Assert.Equal((32, 128), (((GroupedQueryAttention)layer.Attention!).KeyValueHeads, ((GroupedQueryAttention)layer.Attention).HeadDim)));
        Assert.All(network.Layers, layer => Assert.Equal(new Mamba2(4096, 128, 1, 64) { ConvolutionKernel = 4 }, layer.Recurrence));
    }

    [Fact]
    public void Glm_5_3_Flash_is_linear_but_for_every_fourth_layer()
    {
        var network = Read(GlmFlash.Replace("LAYERS", string.Join(',', Enumerable.Range(0, 45).Select(layer => layer % 4 == 3 ? "\"deepseek_sparse_attention\"" : "\"linear_attention\"")), StringComparison.Ordinal));
        Assert.Equal(11, network.Layers.Count(layer => layer.Attention is LatentAttention { LatentRank: 512, RotaryDim: 0, Indexer: { Heads: 32, HeadDim: 128 } }));
        Assert.Equal(34, network.Layers.Count(layer => layer.Recurrence == new KimiDeltaAttention(64, 128) { ConvolutionKernel = 4 }));
        Assert.Equal(3, network.Layers.Count(layer => layer.Dense is { InnerSize: 12288 }));
        Assert.Equal((154880, 1048576L), (network.VocabularySize, network.MaxContext.Count));
    }

    [Fact]
    public void Layers_that_read_an_earlier_ones_choice_have_no_indexer()
    {
        var types = string.Join(',', Enumerable.Range(0, 78).Select(layer => layer < 3 || layer % 4 == 2 ? "\"full\"" : "\"shared\""));
        var network = Read($$"""{"architectures":["GlmMoeDsaForCausalLM"],"hidden_size":6144,"intermediate_size":12288,"first_k_dense_replace":3,"index_head_dim":128,"index_n_heads":32,"indexer_types":[{{types}}],"kv_lora_rank":512,"moe_intermediate_size":2048,"n_routed_experts":256,"n_shared_experts":1,"num_attention_heads":64,"num_experts_per_tok":8,"num_hidden_layers":78,"q_lora_rank":2048,"qk_nope_head_dim":192,"qk_rope_head_dim":64,"tie_word_embeddings":false,"topk_method":"noaux_tc","v_head_dim":256,"vocab_size":154880,"max_position_embeddings":1048576}""");
        Assert.Equal(21, network.Layers.Count(layer => layer.Attention!.Indexer is not null));
        // What is published less the layer that predicts further tokens.
        Assert.Equal(743_377_019_904, TensorInventory.Count(network).Count);
    }

    [Theory]
    [InlineData(32, 8, 4)]
    [InlineData(34, 8, 6)]
    public void Ling_2_5_attends_in_the_last_layer_of_each_group_and_past_the_last_group(int layers, int group, int attending)
    {
        var network = Read($$"""{"architectures":["BailingMoeV2_5ForCausalLM"],"hidden_size":4096,"intermediate_size":9216,"num_hidden_layers":{{layers}},"layer_group_size":{{group}},"num_attention_heads":32,"num_key_value_heads":4,"head_dim":128,"num_experts":256,"num_experts_per_tok":8,"moe_intermediate_size":1024,"num_shared_experts":1,"first_k_dense_replace":1,"vocab_size":157184,"max_position_embeddings":131072}""");
        Assert.Equal(attending, network.Layers.Count(layer => layer.Attention is GroupedQueryAttention { KeyValueHeads: 4 }));
        Assert.Equal(layers - attending, network.Layers.Count(layer => layer.Recurrence is LightningAttention { Heads: 32, HeadDim: 128 }));
    }

    [Fact]
    public void A_config_that_names_no_class_goes_by_its_kind()
    {
        var network = Read("""{"model_type":"qwen3","hidden_size":4096,"intermediate_size":12288,"num_hidden_layers":36,"num_attention_heads":32,"num_key_value_heads":8,"head_dim":128,"vocab_size":151936,"tie_word_embeddings":false}""");
        Assert.Equal(QueryKeyNorm.Head, ((GroupedQueryAttention)network.Layers[0].Attention!).QueryKeyNorm);
    }

    private static Network Read(string json)
    {
        var config = ConfigView.Parse(Encoding.UTF8.GetBytes(json));
        return NetworkBuilder.Build(config, ArchitectureMap.Find(config)!);
    }
}
