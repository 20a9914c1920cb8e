using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Fitting;
using VramBot.Core.Tests.Estimation;

namespace VramBot.Core.Tests.Fitting;

/// <summary>What vLLM and SGLang divide, by the assertions in their sources (vllm-project/vllm, model_executor/layers/linear.py and quantization/fp8.py).</summary>
public sealed class CardSpreadTests
{
    [Theory]
    [InlineData("llama-3.1-8b", "bf16", 3, "32 attention heads, which 3 ranks do not divide; tp:2 and tp:4 work")]
    [InlineData("phi-4", "bf16", 4, "10 heads of keys and values, which 4 ranks neither divide nor share evenly; tp:2 and tp:5 work")]
    [InlineData("qwen2.5-7b", "bf16", 8, "28 attention heads, which 8 ranks do not divide; tp:4 and tp:28 work")]
    [InlineData("qwen3-30b-a3b", "fp8-block128", 4, "768 rows in each expert, which 4 ranks do not divide into blocks of 128 (whole experts on each rank would: ep); tp:2 works")]
    public void An_impossible_number_of_ranks_is_refused_with_the_nearest_possible(string model, string format, int ranks, string said)
    {
        var rejected = Assert.IsType<Result<Estimate>.Rejected>(Estimator.Estimate(Requests.Of(model, format, 4096, KnownEngines.Vllm) with { Parallelism = new(ranks, 1) }));
        Assert.Contains(said, rejected.Problems[0].Expected, StringComparison.Ordinal);
    }

    // More ranks than heads of keys and values: each head on several ranks.
    [Theory]
    [InlineData("llama-3.1-8b", 16)]
    [InlineData("qwen3-235b-a22b", 8)]
    [InlineData("deepseek-v3", 16)]
    public void Heads_of_keys_and_values_may_be_repeated(string model, int ranks) =>
        Assert.IsType<Result<Estimate>.Ok>(Estimator.Estimate(Requests.Of(model, "bf16", 4096, KnownEngines.Vllm) with { Parallelism = new(ranks, 1) }));

    [Theory]
    [InlineData("llama-3.1-8b", "bf16", 4, 4, 1, false)]
    [InlineData("llama-3.1-8b", "bf16", 3, 1, 3, false)]
    [InlineData("llama-3.1-8b", "bf16", 6, 2, 3, false)]
    [InlineData("phi-4", "bf16", 4, 2, 2, false)]
    [InlineData("qwen3-235b-a22b", "fp8-block128", 8, 8, 1, true)]
    [InlineData("qwen3-235b-a22b", "fp8-block128", 4, 4, 1, false)]
    public void Cards_are_divided_over_as_many_ranks_as_are_possible(string model, string format, int cards, int tensor, int pipeline, bool wholeExperts)
    {
        var spread = CardSpread.On(Requests.Of(model, format, 4096, KnownEngines.Vllm), cards);
        Assert.Equal(new Parallelism(tensor, pipeline), spread.Parallelism);
        Assert.Equal(wholeExperts, spread.Settings.ExpertParallel);
        Assert.IsType<Result<Estimate>.Ok>(Estimator.Estimate(spread));
    }

    [Fact]
    public void Llama_cpp_splits_by_layer() => Assert.Equal(new Parallelism(1, 4), CardSpread.On(Requests.Of("llama-3.1-8b", "Q4_K_M", 4096, KnownEngines.LlamaCpp), 4).Parallelism);
}
