using VramBot.Core.Engines;
using VramBot.Core.Estimation.LlamaCpp;

namespace VramBot.Core.Tests.Estimation.LlamaCpp;

/// <summary>Which layers <c>-ngl</c> puts on GPUs (ggml-org/llama.cpp, src/llama-model.cpp, load_tensors); Llama-3.1-8B has 32 and a head.</summary>
public sealed class LayerPlacementTests
{
    [Theory]
    [InlineData("b9849", 33, 0, true)]
    [InlineData("b9849", 32, 1, true)]
    [InlineData("b9849", 1, 32, true)]
    [InlineData("b9849", 0, 32, false)]
    [InlineData("b5000", 33, 0, true)]
    [InlineData("b5000", 32, 0, false)]
    [InlineData("b5000", 20, 12, false)]
    public void The_head_counts_as_a_layer_and_goes_first_in_newer_builds(string build, int layers, int first, bool head)
    {
        Assert.True(EngineVersion.TryParse(build, out var version));
        var placement = Place(KnownEngines.LlamaCpp.At(version), new() { GpuLayers = layers }, 1);
        Assert.Equal((first, head), (placement.FirstOnGpu, placement.HeadOnGpu));
    }

    // "offloaded 29/65 layers to GPU": the last 29 of 64 layers, without the head.
    [Fact]
    public void Ollama_counts_without_the_head()
    {
        var placement = Place(KnownEngines.Ollama.At(), new() { GpuLayers = 20 }, 1);
        Assert.Equal((12, false), (placement.FirstOnGpu, placement.HeadOnGpu));
    }

    [Theory]
    [InlineData(2, new[] { 17, 15 })]
    [InlineData(4, new[] { 9, 8, 8, 7 })]
    public void Layers_and_head_are_spread_evenly(int gpus, int[] layers)
    {
        var placement = Place(KnownEngines.LlamaCpp.At(), new(), gpus);
        Assert.Equal(layers, Enumerable.Range(0, 32).GroupBy(placement.GpuOf).Select(group => group.Count()));
        Assert.True(placement.HoldsHead(gpus - 1));
    }

    [Fact]
    public void Experts_stay_in_host_memory_from_the_first_layer_on()
    {
        var placement = Place(KnownEngines.LlamaCpp.At(), new() { HostExpertLayers = 10 }, 1);
        Assert.Equal(10, Enumerable.Range(0, 32).Count(placement.HasHostExperts));
        Assert.Equal(0, placement.GpuOf(0));
        Assert.True(placement.UsesHost);
    }

    private static LayerPlacement Place(EngineRelease engine, EngineSettings settings, int gpus) =>
        LayerPlacement.Of(Requests.Of("llama-3.1-8b", "Q4_K_M", 4096, KnownEngines.LlamaCpp) with { Engine = engine, Settings = settings, Parallelism = new(1, gpus) }, 32);
}
