using BenchmarkDotNet.Attributes;
using VramBot.Commands;
using VramBot.Testing;

namespace VramBot.Benchmarks;

/// <summary>What runs on a card, over the whole catalog, from the line to the reply.</summary>
[MemoryDiagnoser]
public class WhatFitsBenchmarks
{
    private readonly CommandDesk desk = new(ShippedCatalogs.Catalog);

    [Params("gpu:3060-12gb", "gpu:4090", "gpu:a100-80gb", "gpu:8xh100 users:16 ctx:32k", "gpu:4090 task:qlora", "gpu:1GB users:64 ctx:32k")]
    public string Question { get; set; } = string.Empty;

    [Benchmark]
    public Answer WholeCatalog() => desk.Ask($"/vram-fit {Question}");
}
