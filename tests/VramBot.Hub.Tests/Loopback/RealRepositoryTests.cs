using VramBot.Core;
using VramBot.Core.Formats;
using VramBot.Core.Languages;
using VramBot.Core.Models;
using VramBot.Hub.Tests.Gguf;
using VramBot.Hub.Tests.Safetensors;
using VramBot.Testing;

namespace VramBot.Hub.Tests.Loopback;

/// <summary>What real repositories look like beside a checkpoint and its config: the same weights twice, pickles, parts, projectors, other people's files.</summary>
public sealed class RealRepositoryTests
{
    private const string Llama = """{"architectures":["LlamaForCausalLM"],"torch_dtype":"bfloat16","num_key_value_heads":8,"intermediate_size":14336,"vocab_size":128256,"max_position_embeddings":131072,"tie_word_embeddings":false}""";
    private const long Weights = 8_030_261_248;

    [Fact]
    public async Task The_same_weights_for_another_program_are_not_counted_twice()
    {
        await using var run = await HubRun.StartAsync();
        var file = LargeHeaders.Dense();
        run.Server.Repositories["some/model"] = new HubRepository().Add("config.json", Llama).Add("part-1.safetensors", file.Header(), file.DataLength)
            .Add("consolidated.safetensors", file.Header(), file.DataLength).Add("original/consolidated.safetensors", file.Header(), file.DataLength).Add("original/consolidated.00.pth", [], 2 * Weights);
        Assert.Equal(Weights, (await run.ReadAsync("some/model")).Weights!.Parameters!.Value.Count);
    }

    [Fact]
    public async Task Weights_for_another_program_alone_are_read()
    {
        await using var run = await HubRun.StartAsync();
        var file = LargeHeaders.Dense();
        run.Server.Repositories["some/model"] = new HubRepository().Add("config.json", Llama).Add("consolidated.safetensors", file.Header(), file.DataLength);
        Assert.Equal(Weights, (await run.ReadAsync("some/model")).Weights!.Parameters!.Value.Count);
    }

    [Theory]
    [InlineData(2, "bf16")]
    [InlineData(4, "fp32")]
    public async Task Pickles_are_of_the_type_that_their_size_says(int bytes, string format)
    {
        await using var run = await HubRun.StartAsync();
        run.Server.Repositories["some/model"] = new HubRepository().Add("config.json", Llama).Add("pytorch_model-00001-of-00002.bin", [], bytes * Weights / 2).Add("pytorch_model-00002-of-00002.bin", [], (bytes * Weights / 2) + 200_000)
            .Add("training_args.bin", [], 4000).Add("optimizer.bin", [], 8 * Weights);
        var model = await run.ReadAsync("some/model");
        Assert.Equal((HubModelKind.ConfigOnly, format), (model.Kind, model.Format!.Id));
        var note = Assert.Single(model.Notes);
        Assert.Equal((HubNoteKind.OtherFiles, (bytes * Weights) + 200_000), (note.Kind, note.Sizes[0].Size.Count));
        Assert.Null(model.Weights);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("""{"architectures":["BrandNewForCausalLM"],"hidden_size":4096,"num_hidden_layers":32,"num_attention_heads":32,"intermediate_size":14336,"vocab_size":128256}""")]
    public async Task Pickles_of_an_unknown_shape_are_about_as_large_as_their_files(string? config)
    {
        await using var run = await HubRun.StartAsync();
        var repository = run.Server.Repositories["some/model"] = new HubRepository().Add("pytorch_model.bin", [], 7L << 30);
        if (config is not null)
            repository.Add("config.json", config);
        var model = await run.ReadAsync("some/model");
        Assert.Null(model.Entry.Network);
        Assert.Equal(7L << 30, model.Weights!.Total.Count);
        var note = Assert.Single(model.Notes);
        Assert.Equal("Its files list no tensors (pytorch_model.bin 7.0 GiB): the weights are about as large as the files; what its KV cache takes cannot be told.", note.ToString());
        using (Language.Named("pt")!.Spoken())
            Assert.Contains("pytorch_model.bin 7,0 GiB", note.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parts_of_a_file_are_added_up_and_a_projector_beside_them_is_not_the_model()
    {
        await using var run = await HubRun.StartAsync();
        var known = ShippedCatalogs.Catalog.Models.Find("meta-llama/Llama-3.2-1B")!;
        var whole = GgufModel.Write(known, (GgufMix)ShippedCatalogs.Catalog.WeightFormats.Find("Q8_0")!).Add("split.count", 3u);
        var second = new GgufFile().Add("split.count", 3u).Tensor("blk.0.more.weight", GgmlType.F32, 1000);
        var third = new GgufFile().Add("split.count", 3u).Tensor("blk.1.more.weight", GgmlType.F32, 3000);
        run.Server.Repositories["some/model-GGUF"] = new HubRepository().Add("Q8_0/m-Q8_0-00001-of-00003.gguf", whole.Header(), whole.DataLength).Add("Q8_0/m-Q8_0-00002-of-00003.gguf", second.Header(), second.DataLength)
            .Add("Q8_0/m-Q8_0-00003-of-00003.gguf", third.Header(), third.DataLength).Add("mmproj-F16.gguf", [], 900 << 20);
        var model = await run.ReadAsync("some/model-GGUF");
        Assert.Equal(("Q8_0", 16), (model.Quantization, model.Entry.Network!.Layers.Length));
        Assert.Equal(["Q8_0"], model.Quantizations);
        Assert.Equal(TensorInventory.CountText(known.Network!).Count + 4000, model.Weights!.Parameters!.Value.Count);
    }

    [Fact]
    public async Task A_model_that_moved_is_found_under_its_new_name()
    {
        await using var run = await HubRun.StartAsync();
        var file = LargeHeaders.Dense();
        run.Server.Repositories["new/name"] = new HubRepository().Add("config.json", Llama).Add("model.safetensors", file.Header(), file.DataLength);
        run.Server.Fault = http =>
        {
            if (!http.Request.Path.Value!.Contains("old/model", StringComparison.Ordinal))
                return null;
            http.Response.StatusCode = 307;
            http.Response.Headers.Location = http.Request.Path.Value.Replace("old/model", "new/name", StringComparison.Ordinal) + http.Request.QueryString;
            return Task.CompletedTask;
        };
        Assert.Equal(Weights, (await run.ReadAsync("old/model")).Weights!.Parameters!.Value.Count);
    }

    [Fact]
    public async Task A_commit_that_is_named_is_the_one_that_is_read()
    {
        await using var run = await HubRun.StartAsync();
        var file = LargeHeaders.Dense();
        var repository = run.Server.Repositories["some/model"] = new HubRepository().Add("config.json", Llama).Add("model.safetensors", file.Header(), file.DataLength);
        Assert.Equal(repository.Commit, (await run.ReadAsync($"some/model@{repository.Commit}")).Commit);
    }

    [Theory]
    [InlineData("hf_quant_config.json", """{"producer":{"name":"modelopt"},"quantization":{"quant_algo":"NVFP4","kv_cache_quant_algo":"FP8","group_size":16}}""", "nvfp4")]
    [InlineData("quantize_config.json", """{"bits":4,"group_size":128,"desc_act":true,"sym":true}""", "gptq-int4-g128")]
    [InlineData("quant_config.json", """{"zero_point":true,"q_group_size":128,"w_bit":4,"version":"GEMM"}""", "awq-int4-g128")]
    public async Task What_a_quantizer_left_beside_the_config_is_read(string path, string json, string format)
    {
        await using var run = await HubRun.StartAsync();
        var file = LargeHeaders.Dense();
        run.Server.Repositories["some/model"] = new HubRepository().Add("config.json", Llama).Add(path, json).Add("model.safetensors", file.Header(), file.DataLength);
        Assert.Equal(format, (await run.ReadAsync("some/model")).Format!.Id);
    }

    [Fact]
    public async Task A_bad_file_is_said_to_be_one_in_the_language_of_whoever_asked()
    {
        await using var run = await HubRun.StartAsync();
        run.Server.Repositories["some/model"] = new HubRepository().Add("config.json", "{}").Add("model.safetensors", "<html>");
        var answer = await run.Hub.FindAsync(new(HubRun.IdOf("some/model")) { Language = Language.Named("pt")! }, null, TestContext.Current.CancellationToken);
        Assert.Equal("Um arquivo de some/model está danificado ou não é o que o nome diz. Diga só o tamanho do modelo.", Assert.Single(Assert.IsType<Result<HubModel>.Rejected>(answer).Problems).Expected);
    }
}
