using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using VramBot.Commands;
using VramBot.Core;
using VramBot.Core.Catalogs;
using VramBot.Core.Estimation;
using VramBot.Core.Fitting;
using VramBot.Testing;

namespace VramBot.Benchmarks;

/// <summary>The steps of an answer about a training run.</summary>
[MemoryDiagnoser]
public class TrainingBenchmarks
{
    private readonly Catalog catalog = ShippedCatalogs.Catalog;
    private readonly CommandDesk desk = new(ShippedCatalogs.Catalog);
    private EstimateRequest request = null!;
    private GpuFit fit = null!;

    [Params("llama-3.1-8b task:qlora", "llama-3.1-8b task:full", "deepseek-v3 task:lora")]
    public string Question { get; set; } = string.Empty;

    [GlobalSetup]
    public void Setup()
    {
        request = desk.Ask($"/vram {Question}").Vram!.Estimate.Request;
        fit = ((Result<GpuFit>.Ok)FitFinder.Find(request, catalog.Gpus.Find("h200")!, 1)).Value;
    }

    [Benchmark]
    public Result<Estimate> EstimateAlone() => Estimator.Estimate(request);

    [Benchmark]
    public ImmutableArray<GpuFit> FitsOnEveryGpu() => FitFinder.FindAll(request, catalog.Gpus.All);

    [Benchmark]
    public TrainingLimits Limits() => TrainingLimits.Of(fit);

    [Benchmark]
    public ImmutableArray<MicroBatchRow> LargestMicroBatches() => MicroBatchTable.Of(request, catalog);

    [Benchmark]
    public Answer WholeAnswer() => desk.Ask($"/vram {Question}");
}
