using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using VramBot.CatalogFiles;
using VramBot.Core.Catalogs;
using VramBot.Testing;

namespace VramBot.Benchmarks;

/// <summary>Loading all catalogs at start, and one keystroke of completion over all models.</summary>
[MemoryDiagnoser]
public class CatalogBenchmarks
{
    private readonly string path = Repository.PathOf("config");
    private readonly NameIndex<ModelEntry> models = ShippedCatalogs.Catalog.Models;

    [Params("m", "mixtral", "qwen3 coder", "lama-3.1")]
    public string Typed { get; set; } = string.Empty;

    [Benchmark]
    public CatalogLoad Load() => CatalogDirectory.Load(path);

    [Benchmark]
    public ImmutableArray<ModelEntry> Keystroke() => models.Search(Typed, 25);
}
