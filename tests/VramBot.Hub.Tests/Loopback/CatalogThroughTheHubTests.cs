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
