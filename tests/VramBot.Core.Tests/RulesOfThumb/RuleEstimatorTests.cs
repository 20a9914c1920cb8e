using FsCheck;
using FsCheck.Fluent;
using VramBot.Core.Engines;
using VramBot.Core.RulesOfThumb;
using VramBot.Core.Tests.Estimation;
using VramBot.Core.Units;

namespace VramBot.Core.Tests.RulesOfThumb;

/// <summary>Rules of thumb beside the estimate, and what makes the difference.</summary>
public sealed class RuleEstimatorTests
{
    // The size that a name says counts where it is the number of weights but for rounding.
    [Theory]
    [InlineData("llama-2-7b", 7e9)]
    [InlineData("llama-3.3-70b", 70e9)]
    [InlineData("qwen3-0.6b", 0.6e9)]
    public void A_model_has_the_size_that_its_name_says(string model, double parameters) => Assert.Equal(parameters, ShapeOf(model).Parameters.Count);

    // One expert's size, active parameters, or a size that is not the count: then the count.
    [Theory]
    [InlineData("mixtral-8x7b", 46.7)]
    [InlineData("phi-2", 2.8)]
    [InlineData("qwen3-30b-a3b", 30)]
    public void A_model_without_such_a_size_is_counted(string model, double billions) => Assert.Equal(billions, Math.Round(ShapeOf(model).Parameters.TotalBillions, 1));

    // What makes most of the difference in the cache, by how the model's attention is built.
    [Theory]
    [InlineData("llama-3.1-8b", 8192, RuleCause.SharedHeads)]
    [InlineData("deepseek-v3", 8192, RuleCause.LatentRow)]
    [InlineData("gemma-3-27b", 131072, RuleCause.Windows)]
    [InlineData("jamba", 4096, RuleCause.FewerLayers)]
    public void A_cache_is_off_for_the_reason_that_its_attention_gives(string model, long context, RuleCause cause) =>
        Assert.Equal(cause, Rule(RuleBook.Guide, model, "bf16", context).Gaps.Single(gap => gap.Kind == RulePartKind.Cache).Cause);

    [Fact]
    public void A_cache_counted_in_the_bits_of_small_weights_is_off_for_its_bits() =>
        Assert.Equal(RuleCause.CacheBits, Rule(RuleBook.Guide, "llama-2-7b", "Q4_K_M", 4096).Gaps.Single(gap => gap.Kind == RulePartKind.Cache).Cause);

    // Memory math counts the heads of keys and values: where all layers are alike its cache is the engine's own.
    [Theory]
    [InlineData("llama-3.1-8b")]
    [InlineData("llama-2-7b")]
    [InlineData("qwen3-32b")]
    public void Memory_math_has_the_cache_of_the_engine(string model)
    {
        var gap = Rule(RuleBook.MemoryMath, model, "bf16", 8192).Gaps.Single(part => part.Kind == RulePartKind.Cache);
        Assert.InRange((double)gap.Rule.Count / gap.Estimate.Count, 0.99, 1.01);
    }

    [Fact]
    public void Gaps_add_up_to_the_difference_of_the_totals() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(60),
        Prop.ForAll(
            (from model in Gen.Elements("llama-2-7b", "mixtral-8x7b", "gemma-3-27b", "deepseek-v3", "qwen3-8b")
             from book in Gen.Elements(Enum.GetValues<RuleBook>())
             from format in Gen.Elements("bf16", "fp8", "Q4_K_M")
             from kilo in Gen.Choose(1, 64)
             select (model, book, format, kilo)).ToArbitrary(),
            asked =>
            {
                var rule = Rule(asked.book, asked.model, asked.format, asked.kilo * 1024);
                Assert.Equal(rule.Total - rule.ExactTotal, rule.Gaps.Aggregate(Bytes.Zero, (sum, gap) => sum + gap.Excess));
            }));

    private static RuleShape ShapeOf(string model) => RuleShape.Of(Requests.Model(model), Requests.Model(model).Network!);

    private static RuleEstimate Rule(RuleBook book, string model, string format, long context)
    {
        var request = Requests.Of(model, format, context, format == "Q4_K_M" ? KnownEngines.LlamaCpp : KnownEngines.Vllm);
        return Assert.IsType<Result<RuleEstimate>.Ok>(RuleEstimator.Of(book, Requests.Estimate(request))).Value;
    }
}
