using VramBot.Core;
using VramBot.Core.Catalogs;
using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Formats;
using VramBot.Hub.Tests.Architectures;
using VramBot.Hub.Tests.Gguf;
using VramBot.Testing;

namespace VramBot.Hub.Tests.Loopback;

/// <summary>Models of the catalog, written down as repositories and read back through the hub: the same answer, to the byte.</summary>
public sealed class CatalogThroughTheHubTests
{
    private static readonly Catalog Catalog = ShippedCatalogs.Catalog;

    public static TheoryData<string, int> Models() => new()
    {
        { "meta-llama/Llama-3.1-8B-Instruct", 4 }, { "Qwen/Qwen2.5-7B-Instruct", 1 }, { "Qwen/Qwen3-30B-A3B", 16 }, { "google/gemma-3-27b-it", 3 }, { "mistralai/Mixtral-8x7B-Instruct-v0.1", 19 },
        { "deepseek-ai/DeepSeek-Coder-V2-Lite-Instruct", 4 }, { "openai-community/gpt2", 1 }, { "microsoft/phi-2", 2 }, { "ai21labs/Jamba-v0.1", 21 }, { "Qwen/Qwen3-Next-80B-A3B-Instruct", 41 },
        { "Qwen/Qwen2.5-VL-7B-Instruct", 5 }, { "google/gemma-2-9b-it", 4 }, { "tiiuae/falcon-7b", 2 }, { "state-spaces/mamba-2.8b-hf", 1 }, { "LiquidAI/LFM2-1.2B", 1 }, { "swiss-ai/Apertus-8B-Instruct-2509", 2 },
    };

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Safetensors(string id, int shards)
    {
        var known = Catalog.Models.Find(id)!;
        await using var run = await HubRun.StartAsync();
        run.Server.Repositories[known.Id] = CatalogRepository.Safetensors(known, shards);
        var read = await run.ReadAsync(known.Id);
        Assert.Empty(Differences.Between(known.Network!, read.Entry.Network!));
        Assert.Equal(known.Network!.Tower?.Parameters, read.Entry.Network!.Tower?.Parameters);
        Assert.Equal(known.Network.MultiTokenPrediction?.Parameters, read.Entry.Network.MultiTokenPrediction?.Parameters);
        Assert.Equal(known.NativeFormat, read.Format!.Id);
        Assert.Empty(read.Notes);
        foreach (var engine in new[] { KnownEngines.Vllm, KnownEngines.Transformers })
            Assert.Equal(Estimated(known, read.Format, engine), Estimated(read.Entry, read.Format, engine));
    }

    [Theory]
    [InlineData("meta-llama/Llama-3.1-8B-Instruct", "llama", "Q4_K_M")]
    [InlineData("Qwen/Qwen2.5-7B-Instruct", "qwen2", "Q5_K_M")]
    [InlineData("Qwen/Qwen3-30B-A3B", "qwen3moe", "Q4_K_M")]
    [InlineData("Qwen/Qwen3-8B", "qwen3", "Q6_K")]
    [InlineData("mistralai/Mixtral-8x7B-Instruct-v0.1", "llama", "Q8_0")]
    public async Task Gguf(string id, string architecture, string quantization)
    {
        var known = Catalog.Models.Find(id)!;
        var mix = (GgufMix)WeightFormats.Find(Catalog.WeightFormats, quantization)!;
        await using var run = await HubRun.StartAsync();
        var file = CatalogRepository.Gguf(known, mix, architecture);
        run.Server.Repositories["some/model-GGUF"] = new HubRepository().Add($"model-{quantization}.gguf", file.Header(), file.DataLength).Add("model-Q2_K.gguf", "nothing");
        var read = await run.ReadAsync("some/model-GGUF", quantization);
        Assert.Equal(mix.Id, read.Format!.Id);
        Assert.Equal(quantization, read.Quantization);
        Assert.Equal(file.DataLength, read.Weights!.Total.Count, tolerance: 32.0 * read.Weights.Tensors);
        Assert.Equal(Estimated(known, mix, KnownEngines.LlamaCpp), Estimated(read.Entry, read.Format, KnownEngines.LlamaCpp));
    }

    [Fact]
    public async Task A_file_of_a_recipe_of_its_own_weighs_what_its_tensors_do()
    {
        var known = Catalog.Models.Find("meta-llama/Llama-3.1-8B-Instruct")!;
        var mix = (GgufMix)WeightFormats.Find(Catalog.WeightFormats, "Q5_K_M")!;
        await using var run = await HubRun.StartAsync();
        var file = CatalogRepository.Gguf(known, mix, "llama");
        run.Server.Repositories["some/model-GGUF"] = new HubRepository().Add("model-UD-Q4_K_XL.gguf", file.Header(), file.DataLength);
        var read = await run.ReadAsync("some/model-GGUF");
        var rate = Assert.IsType<GgufRate>(read.Format);
        var (exact, averaged) = (Weights(known, mix), Weights(read.Entry, rate));
        Assert.Equal(exact, averaged, tolerance: exact / 1000.0);
    }

    private static double Weights(ModelEntry model, WeightFormat format) => Estimate(model, format, KnownEngines.LlamaCpp).Parts.Where(part => part.Kind is PartKind.Weights).Sum(part => part.Size.Count)
        + Estimate(model, format, KnownEngines.LlamaCpp).HostWeights.Count;

    private static long Estimated(ModelEntry model, WeightFormat format, Engine engine) => Estimate(model, format, engine).Total.Count;

    private static Estimate Estimate(ModelEntry model, WeightFormat format, Engine engine) => Assert.IsType<Result<Estimate>.Ok>(Estimator.Estimate(new()
    {
        Model = model,
        Weights = format,
        Keys = Catalog.CacheFormats.Find("fp16")!,
        Values = Catalog.CacheFormats.Find("fp16")!,
        Context = new(8192),
        Sequences = 3,
        Engine = engine.At(),
    })).Value;
}
