using VramBot.Core.Catalogs;
using VramBot.Core.Formats;
using VramBot.Hub.Tests.Gguf;
using VramBot.Hub.Tests.Loopback;
using VramBot.Hub.Tests.Safetensors;
using VramBot.Testing;

namespace VramBot.Hub.Tests.Answers;

/// <summary>Repositories that the catalog does not have.</summary>
internal static class Checkpoints
{
    private const string Shape = "\"num_key_value_heads\":8,\"num_attention_heads\":32,\"hidden_size\":4096,\"num_hidden_layers\":32,\"intermediate_size\":14336,\"vocab_size\":128256,\"max_position_embeddings\":131072,\"tie_word_embeddings\":false";

    /// <summary>The shape of Llama 3.1 8B.</summary>
    public static HubRepository Dense(string architecture = "LlamaForCausalLM")
    {
        var file = LargeHeaders.Dense();
        return new HubRepository().Add("config.json", $$"""{"architectures":["{{architecture}}"],{{Shape}}}""").Add("model.safetensors", file.Header(), file.DataLength);
    }

    /// <summary>A class of its own, with a shape that nobody can tell.</summary>
    public static HubRepository Strange()
    {
        var file = LargeHeaders.Dense();
        return new HubRepository().Add("config.json", """{"architectures":["BrandNewForCausalLM"],"width":4096}""").Add("model.safetensors", file.Header(), file.DataLength);
    }

    /// <summary>The same with fp8 in all layers but the first and the last, whose matrices were left in 16 bit.</summary>
    public static (HubRepository Repository, long Size) Mixed()
    {
        var file = new SafetensorsFile().Add("lm_head.weight", "BF16", 128256, 4096).Add("model.embed_tokens.weight", "BF16", 128256, 4096).Add("model.norm.weight", "BF16", 4096);
        for (var layer = 0; layer < 32; layer++)
        {
            foreach (var (name, rows, columns) in new[]
            {
                ("self_attn.q_proj", 4096L, 4096L), ("self_attn.k_proj", 1024, 4096), ("self_attn.v_proj", 1024, 4096), ("self_attn.o_proj", 4096, 4096),
                ("mlp.gate_proj", 14336, 4096), ("mlp.up_proj", 14336, 4096), ("mlp.down_proj", 4096, 14336),
            })
            {
                var isWide = layer is 0 or 31;
                file.Add($"model.layers.{layer}.{name}.weight", isWide ? "BF16" : "F8_E4M3", rows, columns);
                if (!isWide)
                    file.Add($"model.layers.{layer}.{name}.weight_scale", "BF16", rows, 1);
            }

            file.Add($"model.layers.{layer}.input_layernorm.weight", "BF16", 4096).Add($"model.layers.{layer}.post_attention_layernorm.weight", "BF16", 4096);
        }

        const string Quantization = "\"quantization_config\":{\"quant_method\":\"compressed-tensors\",\"format\":\"float-quantized\",\"config_groups\":{\"group_0\":{\"targets\":[\"Linear\"],\"weights\":{\"num_bits\":8,\"type\":\"float\",\"strategy\":\"channel\"}}},\"ignore\":[\"lm_head\"]}";
        return (new HubRepository().Add("config.json", $$"""{"architectures":["LlamaForCausalLM"],{{Shape}},{{Quantization}}}""").Add("model.safetensors", file.Header(), file.DataLength), file.DataLength);
    }

    /// <summary>GGUF files of Llama 3.1 8B: one by the rules of a mix under a name that has no rate, and names of others.</summary>
    public static (HubRepository Repository, long Size) Gguf(string quantization = "UD-Q4_K_XL", string mix = "Q5_K_M")
    {
        var (file, larger) = (Of(mix), Of("Q8_0"));
        var repository = new HubRepository().Add($"novel-8b-{quantization}.gguf", file.Header(), file.DataLength).Add("novel-8b-Q2_K.gguf", "nothing").Add("novel-8b-Q8_0.gguf", larger.Header(), larger.DataLength);
        return (repository, file.DataLength);

        static GgufFile Of(string mix) => CatalogRepository.Gguf(ShippedCatalogs.Catalog.Models.Find("meta-llama/Llama-3.1-8B-Instruct")!, (GgufMix)WeightFormats.Find(ShippedCatalogs.Catalog.WeightFormats, mix)!, "llama");
    }

    /// <summary>An adapter for a base.</summary>
    public static HubRepository Adapter(string model)
    {
        var file = new SafetensorsFile().Add("base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight", "F32", 64, 4096);
        return new HubRepository().Add("adapter_config.json", $$"""{"base_model_name_or_path":"{{model}}","r":64,"lora_alpha":32,"target_modules":["q_proj","v_proj"]}""").Add("adapter_model.safetensors", file.Header(), file.DataLength);
    }

    /// <summary>A diffusers pipeline.</summary>
    public static HubRepository Pipeline() => new HubRepository()
        .Add("model_index.json", """{"_class_name":"BrandNewPipeline","scheduler":["diffusers","FlowMatchEulerDiscreteScheduler"],"transformer":["diffusers","BrandNewTransformer2DModel"],"text_encoder":["transformers","T5EncoderModel"],"vae":["diffusers","AutoencoderKL"]}""")
        .Add("transformer/diffusion_pytorch_model.safetensors", [], 12L << 30).Add("text_encoder/model.safetensors", [], 9L << 30).Add("vae/diffusion_pytorch_model.safetensors", [], 320L << 20).Add("scheduler/scheduler_config.json", "{}");
}
