using BenchmarkDotNet.Attributes;
using VramBot.Commands;
using VramBot.Testing;

namespace VramBot.Benchmarks;

/// <summary>Topics of the guide, from the line to the reply: those of the most figures.</summary>
[MemoryDiagnoser]
public class GuideBenchmarks
{
    private readonly CommandDesk desk = new(ShippedCatalogs.Catalog);

    [Params("quick", "kv", "models", "models model:mixtral-8x7b", "gpus", "budget model:llama-3.3-70b", "rules", "optimize", "steps", "loading", "faq")]
    public string Topic { get; set; } = string.Empty;

    [Benchmark]
    public Answer OneTopic() => desk.Ask($"/vram-guide {Topic}");
}
