using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using VramBot.Commands;
using VramBot.Core;
using VramBot.Core.Catalogs;
using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Fitting;
using VramBot.Core.Units;
using VramBot.Testing;

namespace VramBot.Benchmarks;

/// <summary>The steps of an answer: the estimate alone, with every GPU and suggestions, and the whole way from the line to the reply.</summary>
[MemoryDiagnoser]
public class AnswerBenchmarks
{
    private readonly Catalog catalog = ShippedCatalogs.Catalog;
    private readonly CommandDesk desk = new(ShippedCatalogs.Catalog);
    private EstimateRequest request = null!;

    [Params("mixtral-8x7b int4", "llama-3.3-70b Q4_K_M", "deepseek-r1 fp8", "qwen3.6-27b Q4_K_M")]
    public string Question { get; set; } = string.Empty;

    [GlobalSetup]
    public void Setup()
    {
        var words = Question.Split(' ');
        var cache = catalog.CacheFormats.Find("fp16")!;
        request = new()
        {
            Model = catalog.Models.Find(words[0])!,
            Weights = catalog.WeightFormats.Find(words[1])!,
            Keys = cache,
            Values = cache,
            Context = new TokenCount(4096),
            Engine = words[1][0] == 'Q' ? KnownEngines.LlamaCpp.At() : KnownEngines.Vllm.At(),
        };
    }

    [Benchmark]
    public Result<Estimate> EstimateAlone() => Estimator.Estimate(request);

    [Benchmark]
    public ImmutableArray<GpuFit> FitsOnEveryGpu() => FitFinder.FindAll(request, catalog.Gpus.All);

    [Benchmark]
    public (ImmutableArray<GpuFit> Fits, ImmutableArray<Suggestion> Suggestions) EstimateWithFitsAndSuggestions()
    {
        var estimate = ((Result<Estimate>.Ok)Estimator.Estimate(request)).Value;
        return (FitFinder.FindAll(request, catalog.Gpus.All), Advisor.Suggest(estimate, null, catalog));
    }

    [Benchmark]
    public Answer WholeAnswer() => desk.Ask($"/vram {Question.Replace(" ", " precision:", StringComparison.Ordinal)}");

    /// <summary>A card named that is too small: every change is tried.</summary>
    [Benchmark]
    public Answer WholeAnswerForACard() => desk.Ask($"/vram {Question.Replace(" ", " precision:", StringComparison.Ordinal)} gpu:3060-12gb");

    /// <summary>The card named, and chosen: each a plan of several layouts, planned again with what would need fewer GPUs.</summary>
    [Benchmark]
    public Answer Plan() => desk.Ask($"/vram-plan {Question.Replace(" ", " precision:", StringComparison.Ordinal)} users:40 prompt:3k output:1k gpu:h100");

    [Benchmark]
    public Answer PlanOnAnyCard() => desk.Ask($"/vram-plan {Question.Replace(" ", " precision:", StringComparison.Ordinal)} users:40 prompt:3k output:1k");
}
