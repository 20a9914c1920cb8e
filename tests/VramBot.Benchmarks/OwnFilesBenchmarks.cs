using BenchmarkDotNet.Attributes;
using VramBot.Commands;
using VramBot.Core.Catalogs;
using VramBot.Testing;

namespace VramBot.Benchmarks;

/// <summary>A line about a model that was read from its own files: the catalog with one more, a desk over it, and the answer; beside the same answer out of the catalog.</summary>
[MemoryDiagnoser]
public class OwnFilesBenchmarks
{
    private readonly Catalog catalog = ShippedCatalogs.Catalog;
    private readonly CommandDesk desk = new(ShippedCatalogs.Catalog);
    private readonly ModelEntry read = ShippedCatalogs.Catalog.Models.Find("llama-3.1-8b")! with { Id = "org/name", Aliases = [], Own = new("org/name@0123456") { Format = ShippedCatalogs.Catalog.WeightFormats.Find("bf16"), Tensors = 291 } };

    [Benchmark(Baseline = true)]
    public Answer OutOfTheCatalog() => desk.Ask("/vram model:llama-3.1-8b gpu:4090");

    [Benchmark]
    public Answer ReadBefore() => new CommandDesk(catalog.With(read)).Ask("/vram model:org/name gpu:4090");
}
