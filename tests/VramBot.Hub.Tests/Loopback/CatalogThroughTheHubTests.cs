using VramBot.Core;
using VramBot.Core.Catalogs;
using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Formats;
using VramBot.Core.Models;
using VramBot.Hub.Tests.Architectures;
using VramBot.Hub.Tests.Gguf;
using VramBot.Testing;

namespace VramBot.Hub.Tests.Loopback;

/// <summary>Models of the catalog, written down as repositories and read back through the hub: the same answer, to the byte.</summary>
public sealed class CatalogThroughTheHubTests(SharedHub shared) : IClassFixture<SharedHub>
{
    private static readonly Catalog Catalog = ShippedCatalogs.Catalog;

    public static TheoryData<string> Models() => [.. Catalog.Models.All.Where(model => model is { IsHypothetical: false, Network: not null }).Select(model => model.Id)];

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Safetensors(string id)
    {
        var known = Catalog.Models.Find(id)!;
        // Some in one file, some in several.
        shared.Run.Server.Repositories[known.Id] = CatalogRepository.Safetensors(known, 1 + (known.Network!.Layers.Length % 5));
        var read = await shared.Run.ReadAsync(known.Id);
        Assert.Empty(Differences.Between(known.Network, read.Entry.Network!));
        Assert.Equal(Plain(known.Network.Tower), Plain(read.Entry.Network!.Tower));
        Assert.Equal(Sees(known.Network.Tower), Sees(read.Entry.Network.Tower));
        Assert.Equal(known.Network.MultiTokenPrediction, read.Entry.Network.MultiTokenPrediction);
        Assert.Equal(known.Network.Extra.Sum(extra => extra.Parameters.Count), read.Entry.Network.Extra.Sum(extra => extra.Parameters.Count));
        Assert.Equal(known.NativeFormat, read.Format!.Id);
        Assert.Empty(read.Notes);
        foreach (var engine in new[] { KnownEngines.Vllm, KnownEngines.Transformers })
            Assert.Equal(Estimated(known, read.Format, engine), Estimated(read.Entry, read.Format, engine));
        Assert.Equal(Estimated(known, Catalog.WeightFormats.Find("Q8_0")!, KnownEngines.LlamaCpp), Estimated(read.Entry, Catalog.WeightFormats.Find("Q8_0")!, KnownEngines.LlamaCpp));
    }

    private static Tower? Plain(Tower? tower) => tower is null ? null : tower with { Kind = string.Empty };

    private static bool Sees(Tower? tower) => tower?.Kind.Contains("vision", StringComparison.Ordinal) == true;

    [Theory]
    [InlineData("meta-llama/Llama-3.1-8B-Instruct", "Q4_K_M")]
    [InlineData("Qwen/Qwen2.5-7B-Instruct", "Q5_K_M")]
    [InlineData("Qwen/Qwen3-30B-A3B", "Q4_K_M")]
    [InlineData("Qwen/Qwen3-8B", "Q6_K")]
    [InlineData("mistralai/Mixtral-8x7B-Instruct-v0.1", "Q8_0")]
    [InlineData("google/gemma-2-9b-it", "Q4_K_M")]
    [InlineData("google/gemma-3-27b-it", "Q5_K_M")]
    [InlineData("google/gemma-4-31B-it", "Q4_K_M")]
    [InlineData("openai/gpt-oss-20b", "Q8_0")]
    [InlineData("deepseek-ai/DeepSeek-V3", "Q4_K_M")]
    [InlineData("deepseek-ai/DeepSeek-Coder-V2-Lite-Instruct", "Q4_K_M")]
    [InlineData("zai-org/GLM-4.5", "Q4_K_M")]
    [InlineData("Qwen/Qwen3-Next-80B-A3B-Instruct", "Q4_K_M")]
    [InlineData("Qwen/Qwen3.6-35B-A3B", "Q4_K_M")]
    [InlineData("ai21labs/Jamba-v0.1", "Q8_0")]
    [InlineData("tiiuae/Falcon-H1-0.5B-Instruct", "Q8_0")]
    [InlineData("ibm-granite/granite-4.0-h-tiny", "Q4_K_M")]
    [InlineData("nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16", "Q8_0")]
    [InlineData("moonshotai/Kimi-Linear-48B-A3B-Instruct", "Q4_K_M")]
    [InlineData("LiquidAI/LFM2-8B-A1B", "Q4_K_M")]
    [InlineData("state-spaces/mamba-2.8b-hf", "Q8_0")]
    [InlineData("meta-llama/Llama-4-Scout-17B-16E-Instruct", "Q4_K_M")]
    [InlineData("microsoft/Phi-3.5-mini-instruct", "Q4_K_M")]
    [InlineData("microsoft/phi-2", "Q6_K")]
    [InlineData("CohereLabs/aya-expanse-8b", "Q4_K_M")]
    [InlineData("tiiuae/falcon-7b", "Q8_0")]
    [InlineData("nvidia/Llama-3_3-Nemotron-Super-49B-v1", "Q4_K_M")]
    [InlineData("XiaomiMiMo/MiMo-V2-Flash", "Q4_K_M")]
    [InlineData("stepfun-ai/Step-3.5-Flash", "Q4_K_M")]
    [InlineData("bigscience/T0_3B", "Q8_0")]
    public async Task Gguf(string id, string quantization)
    {
        var known = Catalog.Models.Find(id)!;
        var mix = (GgufMix)WeightFormats.Find(Catalog.WeightFormats, quantization)!;
        var file = GgufModel.Write(known, mix);
        var repository = $"{known.Id}-GGUF";
        shared.Run.Server.Repositories[repository] = new HubRepository().Add($"model-{quantization}.gguf", file.Header(), file.DataLength).Add("model-Q2_K.gguf", "nothing");
        var read = await shared.Run.ReadAsync(repository, quantization);
        Assert.Equal(mix.Id, read.Format!.Id);
        Assert.Equal(quantization, read.Quantization);
        Assert.Empty(read.Notes);
        Assert.Equal(file.DataLength, read.Weights!.Total.Count, tolerance: 32.0 * read.Weights.Tensors);
        Assert.Equal(Estimated(known with { Network = known.Network! with { Tower = null } }, mix, KnownEngines.LlamaCpp), Estimated(read.Entry, read.Format, KnownEngines.LlamaCpp));
    }

    [Fact]
    public async Task A_file_of_a_recipe_of_its_own_weighs_what_its_tensors_do()
    {
        var known = Catalog.Models.Find("meta-llama/Llama-3.1-8B-Instruct")!;
        var mix = (GgufMix)WeightFormats.Find(Catalog.WeightFormats, "Q5_K_M")!;
        await using var run = await HubRun.StartAsync();
        var file = GgufModel.Write(known, mix);
        run.Server.Repositories["some/model-GGUF"] = new HubRepository().Add("model-UD-Q4_K_XL.gguf", file.Header(), file.DataLength);
        var read = await run.ReadAsync("some/model-GGUF");
        var rate = Assert.IsType<GgufRate>(read.Format);
        var (exact, averaged) = (Weights(known, mix), Weights(read.Entry, rate));
        Assert.Equal(exact, averaged, tolerance: exact / 1000.0);
    }

    private static double Weights(ModelEntry model, WeightFormat format) => Estimate(model, format, KnownEngines.LlamaCpp).Parts.Where(part => part.Kind is PartKind.Weights).Sum(part => part.Size.Count)
        + Estimate(model, format, KnownEngines.LlamaCpp).HostWeights.Count;

    /// <summary>Every part of the estimate; or why there is none, where an engine does not run the model.</summary>
    private static string Estimated(ModelEntry model, WeightFormat format, Engine engine) => Estimator.Estimate(Request(model, format, engine)) switch
    {
        Result<Estimate>.Ok(var estimate) => string.Join(' ', estimate.Parts.Select(part => $"{part.Kind} {part.Size.Count}")),
        Result<Estimate>.Rejected(var problems) => string.Join(' ', problems.Select(problem => problem.Code)),
        _ => string.Empty,
    };

    private static Estimate Estimate(ModelEntry model, WeightFormat format, Engine engine) => Assert.IsType<Result<Estimate>.Ok>(Estimator.Estimate(Request(model, format, engine))).Value;

    private static EstimateRequest Request(ModelEntry model, WeightFormat format, Engine engine) => new()
    {
        Model = model,
        Weights = format,
        Keys = Catalog.CacheFormats.Find("fp16")!,
        Values = Catalog.CacheFormats.Find("fp16")!,
        Context = new(Math.Min(8192, model.MaxContext.Count)),
        Sequences = 3,
        Engine = engine.At(),
    };
}
