using VramBot.Core.Models;
using VramBot.Hub.Tests.Safetensors;
using VramBot.Testing;

namespace VramBot.Hub.Tests.Loopback;

/// <summary>Adapters, pipelines, classes that nobody knows, quantized checkpoints, and files that list no tensors.</summary>
public sealed class RepositoryKindTests
{
    private const string Llama = """{"architectures":["LlamaForCausalLM"],"num_key_value_heads":8,"intermediate_size":14336,"vocab_size":128256,"max_position_embeddings":131072,"tie_word_embeddings":false}""";

    [Fact]
    public async Task An_adapter_answers_with_its_base()
    {
        await using var run = await HubRun.StartAsync();
        var adapter = new SafetensorsFile().Add("base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight", "F32", 16, 4096).Add("base_model.model.model.layers.0.self_attn.q_proj.lora_B.weight", "F32", 4096, 16);
        run.Server.Repositories["meta-llama/Llama-3.1-8B"] = Dense(Llama);
        run.Server.Repositories["some/lora"] = new HubRepository().Add("adapter_config.json", """{"base_model_name_or_path":"meta-llama/Llama-3.1-8B","r":16,"lora_alpha":32,"target_modules":["q_proj","v_proj"]}""")
            .Add("adapter_model.safetensors", adapter.Header(), adapter.DataLength);
        var model = await run.ReadAsync("some/lora");
        Assert.Equal(HubModelKind.Adapter, model.Kind);
        Assert.Equal((16, "meta-llama/Llama-3.1-8B", 524_288L), (model.Adapter!.Rank, model.Adapter.Base!.Repository, model.Adapter.Size!.Value.Count));
        Assert.Equal(["q_proj", "v_proj"], model.Adapter.Targets);
        Assert.Equal("meta-llama/Llama-3.1-8B", model.Entry.Id);
        Assert.Equal(8_030_261_248, model.Weights!.Parameters!.Value.Count);
        Assert.Equal(HubNoteKind.BaseOfAdapter, model.Notes[0].Kind);
    }

    [Theory]
    [InlineData("""{"r":16}""")]
    [InlineData("""{"r":16,"base_model_name_or_path":"/home/somebody/model"}""")]
    [InlineData("""{"r":16,"base_model_name_or_path":"some/lora"}""")]
    [InlineData("""{"base_model_name_or_path":"meta-llama/Llama-3.1-8B"}""")]
    [InlineData("""{"r":-1,"base_model_name_or_path":"meta-llama/Llama-3.1-8B"}""")]
    public async Task An_adapter_without_a_base_is_refused(string config)
    {
        await using var run = await HubRun.StartAsync();
        run.Server.Repositories["some/lora"] = new HubRepository().Add("adapter_config.json", config);
        Assert.Equal("hub.file", (await run.RefusedAsync("some/lora")).Code);
    }

    [Fact]
    public async Task A_pipeline_lists_its_parts()
    {
        await using var run = await HubRun.StartAsync();
        run.Server.Repositories["some/painter"] = new HubRepository()
            .Add("model_index.json", """{"_class_name":"FluxPipeline","_diffusers_version":"0.30.0","scheduler":["diffusers","FlowMatchEulerDiscreteScheduler"],"transformer":["diffusers","FluxTransformer2DModel"],"vae":["diffusers","AutoencoderKL"],"feature_extractor":[null,null]}""")
            .Add("transformer/diffusion_pytorch_model-00001-of-00002.safetensors", [], 9000).Add("transformer/diffusion_pytorch_model-00002-of-00002.safetensors", [], 700)
            .Add("transformer/diffusion_pytorch_model.fp16.safetensors", [], 5000).Add("vae/diffusion_pytorch_model.fp16.safetensors", [], 300).Add("scheduler/scheduler_config.json", "{}");
        var model = await run.ReadAsync("some/painter");
        Assert.Equal(HubModelKind.Pipeline, model.Kind);
        Assert.Equal([("scheduler", 0L), ("transformer", 9700), ("vae", 300)], model.Pipeline.Select(part => (part.Name, part.Size.Count)));
    }

    [Fact]
    public async Task An_unknown_class_that_is_a_plain_decoder_has_its_cache_counted()
    {
        await using var run = await HubRun.StartAsync();
        run.Server.Repositories["some/model"] = Dense("""{"architectures":["BrandNewForCausalLM"],"hidden_size":4096,"num_hidden_layers":32,"num_attention_heads":32,"num_key_value_heads":8,"intermediate_size":14336,"vocab_size":128256,"tie_word_embeddings":false}""");
        var model = await run.ReadAsync("some/model");
        Assert.Equal(8, ((GroupedQueryAttention)model.Entry.Network!.Layers[0].Attention!).KeyValueHeads);
        Assert.Equal(HubNoteKind.PlainDecoder, Assert.Single(model.Notes).Kind);
    }

    [Theory]
    [InlineData("""{"architectures":["BrandNewForCausalLM"],"hidden_size":4096,"num_hidden_layers":32,"num_attention_heads":32,"num_key_value_heads":4,"intermediate_size":14336,"vocab_size":128256,"tie_word_embeddings":false}""")]
    [InlineData("""{"architectures":["BrandNewForCausalLM"],"width":4096}""")]
    public async Task An_unknown_class_is_sized_by_its_tensors_and_its_cache_is_said_to_be_unknown(string config)
    {
        await using var run = await HubRun.StartAsync();
        run.Server.Repositories["some/model"] = Dense(config);
        var model = await run.ReadAsync("some/model");
        Assert.Null(model.Entry.Network);
        Assert.Equal(2 * 8_030_261_248, model.Weights!.Total.Count);
        var note = Assert.Single(model.Notes);
        Assert.Equal(HubNoteKind.UnknownClass, note.Kind);
        Assert.Contains("BrandNewForCausalLM", note.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quantized_checkpoint_is_sized_tensor_by_tensor()
    {
        await using var run = await HubRun.StartAsync();
        var file = new SafetensorsFile().Add("model.embed_tokens.weight", "BF16", 32000, 4096).Add("lm_head.weight", "BF16", 32000, 4096).Add("model.norm.weight", "BF16", 4096);
        for (var layer = 0; layer < 32; layer++)
            foreach (var (name, rows, columns) in new[] { ("q", 4096L, 4096L), ("k", 4096, 4096), ("v", 4096, 4096), ("o", 4096, 4096), ("gate", 11008, 4096), ("up", 11008, 4096), ("down", 4096, 11008) })
                file.Add($"model.layers.{layer}.{name}_proj.qweight", "I32", columns / 8, rows).Add($"model.layers.{layer}.{name}_proj.scales", "F16", columns / 128, rows).Add($"model.layers.{layer}.{name}_proj.qzeros", "I32", columns / 128, rows / 8);
        run.Server.Repositories["some/model-GPTQ"] = new HubRepository()
            .Add("config.json", """{"architectures":["LlamaForCausalLM"],"quantization_config":{"quant_method":"gptq","bits":4,"group_size":128,"desc_act":false},"tie_word_embeddings":false,"max_position_embeddings":4096}""")
            .Add("model.safetensors", file.Header(), file.DataLength);
        var model = await run.ReadAsync("some/model-GPTQ");
        Assert.Equal("gptq-int4-g128", model.Format!.Id);
        Assert.Null(model.Weights!.Parameters);
        Assert.Equal(file.DataLength, model.Weights.Total.Count);
        Assert.Equal(32, model.Entry.Network!.Layers.Length);
        Assert.Empty(model.Notes);
    }

    [Fact]
    public async Task Parts_are_told_apart()
    {
        await using var run = await HubRun.StartAsync();
        var known = ShippedCatalogs.Catalog.Models.Find("Qwen/Qwen3-VL-30B-A3B-Instruct")!;
        run.Server.Repositories["some/model"] = CatalogRepository.Safetensors(known, 13);
        var weights = (await run.ReadAsync("some/model")).Weights!;
        Assert.Equal(2 * known.Network!.Tower!.Parameters.Count, weights.Of(TensorPlace.Tower).Count);
        Assert.Equal(2L * 48 * 128 * 3 * 2048 * 768, weights.Of(TensorPlace.Experts).Count);
        Assert.Equal(2L * 151936 * 2048, weights.Of(TensorPlace.Head).Count);
        Assert.Equal(weights.Total.Count, Enum.GetValues<TensorPlace>().Sum(place => weights.Of(place).Count));
    }

    [Fact]
    public async Task A_repository_of_other_files_is_read_by_its_config()
    {
        await using var run = await HubRun.StartAsync();
        run.Server.Repositories["some/model"] = new HubRepository().Add("config.json", Llama).Add("pytorch_model.bin", [], 16 << 20);
        var model = await run.ReadAsync("some/model");
        Assert.Equal((HubModelKind.ConfigOnly, HubNoteKind.OtherFiles), (model.Kind, Assert.Single(model.Notes).Kind));
        Assert.Null(model.Weights);
        Assert.Equal(32, model.Entry.Network!.Layers.Length);
    }

    private static HubRepository Dense(string config)
    {
        var file = LargeHeaders.Dense();
        return new HubRepository().Add("config.json", config).Add("model.safetensors", file.Header(), file.DataLength);
    }
}
