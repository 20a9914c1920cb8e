using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Estimation.LlamaCpp;
using VramBot.Core.Estimation.LlamaCpp.Graphs;
using VramBot.Testing;

namespace VramBot.Core.Tests.Estimation;

public sealed class RepeatedLayersTests
{
    // Eight repetitions stay in front, one behind; what is left out is whole dozens of them.
    [Theory]
    [InlineData("", "a", 22, "", 10)]
    [InlineData("", "a", 21, "", 21)]
    [InlineData("", "a", 40, "", 16)]
    [InlineData("", "ab", 22, "", 10)]
    [InlineData("b", "a", 24, "c", 12)]
    [InlineData("", "abcdefghijkl", 1, "", 1)]
    public void What_repeats_is_left_out_by_the_dozen(string before, string pattern, int times, string behind, int kept)
    {
        string Layers(int repetitions) => before + string.Concat(Enumerable.Repeat(pattern, repetitions)) + behind;
        var layers = Layers(times);
        Assert.Equal(Layers(kept), string.Concat(RepeatedLayers.Shortened([.. Enumerable.Range(0, layers.Length)], (one, other) => layers[one] == layers[other]).Select(index => layers[index])));
    }

    // Every model of the catalog: the peak is that of all its layers.
    [Theory]
    [InlineData(4096, 1, 0, true)]
    [InlineData(100_000, 1, 0, true)]
    [InlineData(20_000, 3, 0, true)]
    [InlineData(4096, 1, 7, true)]
    [InlineData(8192, 2, 0, false)]
    [InlineData(50_000, 1, 0, false)]
    [InlineData(65_536, 4, 0, true)]
    [InlineData(512, 2, 20, true)]
    public void The_peak_is_that_of_every_layer(long context, int gpus, int hostExperts, bool fused)
    {
        foreach (var model in ShippedCatalogs.Catalog.Models.All.Where(model => model.Network is not null && model.Network.Layers.Length >= gpus))
        {
            var request = Requests.Of(model.Id, "Q4_K_M", context, KnownEngines.LlamaCpp) with { Parallelism = new(1, gpus), Settings = EngineSettings.Default with { HostExpertLayers = hostExperts, FlashAttention = fused } };
            if (LlamaCppPlan.Of(request, model.Network!) is not { } plan)
                continue;
            for (var gpu = 0; gpu < gpus; gpu++)
                Assert.True(DecoderGraph.BufferOf(plan, gpu, everyLayer: true) == DecoderGraph.BufferOf(plan, gpu), $"{model.Id} on GPU {gpu}: {DecoderGraph.BufferOf(plan, gpu, everyLayer: true)} {DecoderGraph.BufferOf(plan, gpu)}");
        }
    }

    // Every model of the catalog: a GPU that another one stands for takes what its own replay says.
    [Theory]
    [InlineData(4096, 4, 0, true)]
    [InlineData(30_000, 8, 0, true)]
    [InlineData(8192, 8, 12, false)]
    public void GPUs_with_layers_alike_take_as_much(long context, int gpus, int hostExperts, bool fused)
    {
        foreach (var model in ShippedCatalogs.Catalog.Models.All.Where(model => model.Network is not null && model.Network.Layers.Length >= gpus))
        {
            var request = Requests.Of(model.Id, "Q4_K_M", context, KnownEngines.LlamaCpp) with { Parallelism = new(1, gpus), Settings = EngineSettings.Default with { HostExpertLayers = hostExperts, FlashAttention = fused } };
            if (LlamaCppPlan.Of(request, model.Network!) is { } plan)
                Assert.Equal(Enumerable.Range(0, gpus).Select(gpu => DecoderGraph.BufferOf(plan, gpu)), DecoderGraph.BuffersOf(plan, gpus));
        }
    }
}
