using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Testing;

namespace VramBot.Core.Tests.Estimation;

/// <summary>Ollama's own engine until 0.30, and llama.cpp's server since.</summary>
public sealed class OllamaTests
{
    // States of a sequence: 62.8 MiB (printed by llama.cpp for this model); 24 checkpoints beside them (ollama/ollama, kvcache/recurrent.go).
    [Theory]
    [InlineData(0, 20, 25 * 62.8)]
    [InlineData(0, 30, 62.8)]
    public void Its_own_engine_keeps_checkpoints_of_recurrent_states(int major, int minor, double mebibytes) =>
        Assert.Equal(mebibytes, Of(new(major, minor))[PartKind.States].TotalGibibytes * 1024, 0.1 * mebibytes / 62.8);

    [Theory]
    [InlineData(13, 3, false)]
    [InlineData(13, 4, true)]
    [InlineData(32, 0, true)]
    public void Attention_is_fused_by_default_since_0_13_4(int minor, int patch, bool fused) =>
        Assert.Contains(Of(new(0, minor, patch)).Assumptions, text => text.EndsWith(fused ? "flash attention on" : "flash attention off", StringComparison.Ordinal));

    [Fact]
    public void Cards_under_compute_capability_6_never_fuse_it() =>
        Assert.Contains(
            Requests.Estimate(Request(new(0, 20)) with { Gpu = ShippedCatalogs.Catalog.Gpus.Find("k80") }).Assumptions,
            text => text.EndsWith("flash attention off", StringComparison.Ordinal));

    [Fact]
    public void The_tower_and_the_next_token_layers_are_loaded_too()
    {
        var ollama = Of(new(0, 20))[PartKind.Weights].TotalGibibytes;
        var alone = Requests.Estimate(Request(new(0, 20)) with { Engine = KnownEngines.LlamaCpp.At() })[PartKind.Weights].TotalGibibytes;
        Assert.InRange(ollama - alone, 1.25, 1.40);
    }

    [Fact]
    public void Its_own_engine_spreads_layers_by_their_bytes()
    {
        var shares = Requests.Estimate(Request(new(0, 20)) with { Parallelism = new(1, 3) }).Shares;
        var weights = shares.Select(share => (share.Weights + share.Cache + share.States).TotalGibibytes).ToList();
        Assert.InRange(weights.Max() - weights.Min(), 0, 1.2);
    }

    private static Estimate Of(EngineVersion version) => Requests.Estimate(Request(version));

    private static EstimateRequest Request(EngineVersion version) =>
        Requests.Of("Qwen/Qwen3.6-35B-A3B", "Q4_K_M", 8192, KnownEngines.Ollama) with { Engine = KnownEngines.Ollama.At(version) };
}
