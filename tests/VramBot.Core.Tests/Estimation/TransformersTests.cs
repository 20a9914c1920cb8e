using VramBot.Core.Engines;
using VramBot.Core.Estimation;

namespace VramBot.Core.Tests.Estimation;

public sealed class TransformersTests
{
    // Bytes a token of the prompt: 6i + 8h for gated blocks, 8i + 8h where gate and up are one matrix, t · 8h + 8h for many small experts.
    [Theory]
    [InlineData("llama-3.1-8b", "bf16", (6 * 14336) + (8 * 4096))]
    [InlineData("phi-3-mini-4k", "bf16", (8 * 8192) + (8 * 3072))]
    [InlineData("qwen3-30b-a3b", "bf16", (8 * 8 * 2048) + (8 * 2048))]
    [InlineData("llama-3.1-8b", "bnb-int8", (8 * 14336) + (9 * 4096))]
    public void A_prompt_takes_what_its_widest_moment_takes(string model, string format, long bytesPerToken)
    {
        var request = Requests.Of(model, format, 1024, KnownEngines.Transformers);
        Assert.Equal(1024 * bytesPerToken, Requests.Estimate(request)[PartKind.Activations].Count);
    }

    [Fact]
    public void Eager_attention_writes_all_scores_out()
    {
        var request = Requests.Of("llama-2-13b", "fp16", 4096, KnownEngines.Transformers) with { Settings = new() { FlashAttention = false } };
        Assert.Equal(4096L * ((8 * 5120) + (8 * 40 * 4096) + (2 * 4096)), Requests.Estimate(request)[PartKind.Activations].Count);
    }

    [Fact]
    public void Four_bit_weights_are_unpacked_one_matrix_at_a_time()
    {
        var request = Requests.Of("llama-2-13b", "nf4", 256, KnownEngines.Transformers);
        Assert.Equal((256 * ((4 * 13824) + (8 * 5120))) + (2L * 5120 * 13824), Requests.Estimate(request)[PartKind.Activations].Count);
    }

    [Fact]
    public void A_call_of_the_model_computes_every_row_of_logits()
    {
        var request = Requests.Of("gemma-3-1b", "bf16", 512, KnownEngines.Transformers) with { Settings = new() { AllLogits = true } };
        Assert.Equal(512L * ((2 * 262144) + (2 * 1152)), Requests.Estimate(request)[PartKind.Activations].Count);
    }

    [Fact]
    public void Appending_copies_the_keys_of_one_layer_and_in_old_releases_the_whole_cache()
    {
        var request = Requests.Of("llama-2-7b", "fp16", 4096, KnownEngines.Transformers) with { Sequences = 16, Settings = new() { PromptTokens = 16 } };
        var cache = Requests.Estimate(request)[PartKind.Cache];
        Assert.Equal(cache / 64, Requests.Estimate(request)[PartKind.Activations]);
        Assert.Equal(cache, Requests.Estimate(request with { Engine = KnownEngines.Transformers.At(new(4, 35)) })[PartKind.Activations]);
    }

    [Fact]
    public void Windows_are_cut_after_the_prompt_not_in_it()
    {
        var request = Requests.Of("gemma-3-27b", "bf16", 32768, KnownEngines.Transformers);
        var estimate = Requests.Estimate(request);
        var whole = 32768 * estimate.CachePerToken;
        Assert.True(estimate[PartKind.Cache] < whole);
        Assert.True(estimate[PartKind.Cache] + estimate[PartKind.Activations] > whole);
    }
}
