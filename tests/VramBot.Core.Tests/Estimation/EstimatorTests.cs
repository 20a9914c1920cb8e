using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Models;

namespace VramBot.Core.Tests.Estimation;

public sealed class EstimatorTests
{
    // 2 · layers · kvHeads · headDim · tokens · 2 bytes.
    [Theory]
    [InlineData("llama-3.1-8b", 8192, 1.0)]
    [InlineData("llama-2-7b", 4096, 2.0)]
    [InlineData("llama-3.3-70b", 8192, 2.5)]
    [InlineData("mixtral-8x7b", 4096, 0.5)]
    public void The_cache_of_full_attention_is_the_textbook_formula(string model, long context, double gibibytes)
    {
        foreach (var engine in new[] { KnownEngines.Vllm, KnownEngines.LlamaCpp, KnownEngines.Transformers })
            Assert.Equal(gibibytes, Requests.Estimate(Requests.Of(model, "bf16", context, engine))[PartKind.Cache].TotalGibibytes, 6);
    }

    // FINDINGS: 61 layers × 576 elements × 2 bytes = 70,272 bytes a token, whole on every rank.
    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void Latent_rows_are_not_split_over_ranks(int ranks)
    {
        var request = Requests.Of("deepseek-v3", "fp8-block128", 4096, KnownEngines.Vllm) with { Parallelism = new(ranks, 1) };
        Assert.Equal(70_272, Requests.Estimate(request).CachePerToken.Count);
    }

    [Fact]
    public void A_quantized_cache_takes_its_blocks()
    {
        var catalog = VramBot.Testing.ShippedCatalogs.Catalog;
        var full = Requests.Of("llama-3.1-8b", "Q4_K_M", 8192, KnownEngines.LlamaCpp);
        var q8 = full with { Keys = catalog.CacheFormats.Find("q8_0")!, Values = catalog.CacheFormats.Find("q4_0")! };
        var expected = Requests.Estimate(full)[PartKind.Cache].Count * (8.5 + 4.5) / 32;
        Assert.Equal(expected, Requests.Estimate(q8)[PartKind.Cache].Count, 0);
    }

    [Fact]
    public void A_sliding_window_stops_the_cache_from_growing_in_its_layers()
    {
        var at8k = Requests.Estimate(Requests.Of("gemma-3-27b", "Q4_K_M", 8192, KnownEngines.LlamaCpp));
        var at32k = Requests.Estimate(Requests.Of("gemma-3-27b", "Q4_K_M", 32768, KnownEngines.LlamaCpp));
        var fullLayers = Requests.Model("gemma-3-27b").Network!.Layers.Count(layer => layer.Attention!.Scope.Kind == AttentionReach.Full);
        Assert.Equal(fullLayers * 16L * 128 * 2 * 2 * (32768 - 8192), (at32k[PartKind.Cache] - at8k[PartKind.Cache]).Count);
    }

    // Printed by vLLM 0.19 on an H100: "Model loading took …" in GiB.
    [Theory]
    [InlineData("Qwen/Qwen2.5-7B-Instruct", "bf16", 1, 14.25)]
    [InlineData("meta-llama/Llama-3.1-8B-Instruct", "bf16", 1, 14.99)]
    [InlineData("meta-llama/Llama-3.1-8B-Instruct", "bf16", 4, 3.77)]
    [InlineData("meta-llama/Llama-3.1-8B-Instruct", "fp8", 1, 8.49)]
    [InlineData("google/gemma-3-4b-it", "bf16", 1, 8.58)]
    [InlineData("mistralai/Mixtral-8x7B-Instruct-v0.1", "bf16", 2, 43.51)]
    public void Weights_of_a_rank_are_what_vllm_prints(string model, string format, int ranks, double gibibytes)
    {
        var request = Requests.Of(model, format, 8192, KnownEngines.Vllm) with { Parallelism = new(ranks, 1) };
        Assert.Equal(gibibytes, Requests.Estimate(request)[PartKind.Weights].TotalGibibytes, gibibytes * 0.005);
    }

    // Printed to four digits: small tensors leave rests in torch's 20 MiB segments, 2.3 % of OPT-125m and 0.7 % of a 32B in AWQ.
    [Theory]
    [InlineData("facebook/opt-125m", "fp16", 0.2389)]
    [InlineData("google/gemma-3-1b-it", "bf16", 1.9148)]
    [InlineData("deepseek-ai/DeepSeek-R1-Distill-Qwen-1.5B", "bf16", 3.3466)]
    [InlineData("Qwen/Qwen3-32B", "awq-int4-g128", 18.145)]
    public void Weights_are_booked_as_torchs_allocator_does(string model, string format, double gibibytes) =>
        Assert.Equal(gibibytes, Requests.Estimate(Requests.Of(model, format, 2048, KnownEngines.Vllm))[PartKind.Weights].TotalGibibytes, gibibytes * 0.0005);

    // GLM-4.5-Air on four ranks: 46 layers, 8 key heads of 128; two groups of two ranks cache four heads each, as printed (94,214 bytes a token).
    [Fact]
    public void Data_parallel_attention_splits_its_heads_over_a_group_only()
    {
        var request = Requests.Of("zai-org/GLM-4.5-Air", "fp8", 8192, KnownEngines.Sglang) with { Parallelism = new(4, 1) };
        var grouped = Requests.Estimate(request with { Parallelism = new(4, 1) { AttentionGroups = 2 } });
        Assert.Equal(46 * 4 * 128 * 2 * 2, grouped.CachePerToken.Count);
        Assert.Equal(2 * Requests.Estimate(request).CachePerToken, grouped.CachePerToken);
        Assert.True(grouped[PartKind.Weights] > Requests.Estimate(request)[PartKind.Weights]);
    }

    // Llama-3.1-8B in four stages: 4.26 GiB on the first, whose activations were 1.05 (no sampler), as printed by vLLM 0.19.
    [Fact]
    public void The_first_stage_does_not_sample()
    {
        var request = Requests.Of("meta-llama/Llama-3.1-8B-Instruct", "bf16", 8192, KnownEngines.Vllm) with
        {
            Parallelism = new(1, 4),
            Settings = new() { MaxSequences = 1024, MaxBatchedTokens = 8192 },
        };
        var estimate = Requests.Estimate(request);
        Assert.Equal(4, estimate.Shares.Length);
        Assert.Equal(4.26, estimate.Shares[0].Weights.TotalGibibytes, 0.01);
        Assert.Equal(1.05, estimate.Shares[0].Compute.TotalGibibytes, 0.01);
        Assert.True(estimate.Shares[3].Compute > estimate.Shares[0].Compute);
    }

    [Fact]
    public void Heads_that_cannot_be_split_are_refused_with_the_reason()
    {
        var request = Requests.Of("llama-3.1-8b", "bf16", 4096, KnownEngines.Vllm) with { Parallelism = new(3, 1) };
        var rejected = Assert.IsType<Result<Estimate>.Rejected>(Estimator.Estimate(request));
        Assert.Equal("Llama-3.1-8B has 32 attention heads, which 3 ranks do not divide; tp:2 and tp:4 work.", rejected.Problems[0].Expected);
    }

    [Fact]
    public void A_model_without_a_published_shape_is_refused()
    {
        var request = Requests.Of("llama-3.1-8b", "bf16", 4096, KnownEngines.Vllm);
        var rejected = Assert.IsType<Result<Estimate>.Rejected>(Estimator.Estimate(request with { Model = request.Model with { Network = null } }));
        Assert.Equal("model.shape", rejected.Problems[0].Code);
    }

    [Fact]
    public void Beyond_the_models_context_there_is_an_answer_and_a_warning()
    {
        var estimate = Requests.Estimate(Requests.Of("llama-2-7b", "bf16", 32768, KnownEngines.Vllm));
        Assert.Contains(estimate.Notes, note => note.Contains("was made for 4096 tokens", StringComparison.Ordinal));
    }
}
