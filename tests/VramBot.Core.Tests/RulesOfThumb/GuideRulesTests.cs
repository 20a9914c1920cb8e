using VramBot.Core.RulesOfThumb;
using VramBot.Core.Units;

namespace VramBot.Core.Tests.RulesOfThumb;

/// <summary>"Ultimate VRAM Calculator Guide": its rules for a billion parameters, and the arithmetic of its other sections.</summary>
public sealed class GuideRulesTests
{
    // "Quick Answer Table" and "GPT-3 175B", inference; the INT4 of 175B, 87.5 GB, is printed as 88.
    [Theory]
    [InlineData(1, 2, 1, 0.5, 1)]
    [InlineData(7, 14, 7, 3.5, 1)]
    [InlineData(13, 26, 13, 6.5, 1)]
    [InlineData(70, 140, 70, 35, 1)]
    [InlineData(175, 350, 175, 88, 0)]
    public void Its_quick_answers_are_bits_over_eight(double billions, double half, double eight, double four, int decimals)
    {
        var parameters = new ParameterCount((long)(billions * 1e9));
        Printed.Agrees(half, 0, GuideRules.Inference(parameters, 16));
        Printed.Agrees(eight, 0, GuideRules.Inference(parameters, 8));
        Printed.Agrees(four, decimals, GuideRules.Inference(parameters, 4));
    }

    // "Quick Answer Table", LoRA: 4, 20, 40, 200 and 500 GB; "VRAM Rules of Thumb": ~3 GB a billion. The two are not the same.
    [Theory]
    [InlineData(1, 4, 3)]
    [InlineData(7, 20, 21)]
    [InlineData(13, 40, 39)]
    [InlineData(70, 200, 210)]
    [InlineData(175, 500, 525)]
    public void Its_quick_answers_for_lora_are_not_its_rule(double billions, double printed, double rule) =>
        Printed.Contradicts(printed, rule, 0, GuideRules.LowRank(new((long)(billions * 1e9))));

    // "Quick Answer Table", LoRA, where a shape is known: the template gives less.
    [Theory]
    [InlineData("Llama 7B", 20, 19)]
    [InlineData("Llama 13B", 40, 34)]
    [InlineData("Llama 70B", 200, 175)]
    [InlineData("GPT-3 175B", 500, 432)]
    public void Its_quick_answers_for_lora_are_not_its_template(string model, double printed, double template) =>
        Printed.Contradicts(printed, template, 0, GuideTemplate.Total(GuideTemplate.LowRank(GuideShapes.Of(model), new(2048), 1, 8)));

    // "GPT-3 175B": training 1.4 TB is the rule of 8 GB a billion; by the template it is nearly twice as much. The same rule gives 56 GB for the 7B that its table has at 120.
    [Fact]
    public void Its_training_of_gpt_3_is_its_rule_and_not_its_template()
    {
        var shape = GuideShapes.Of("GPT-3 175B");
        Printed.Agrees(1400, 0, GuideRules.Training(shape.Parameters));
        Printed.Contradicts(1400, 2605, 0, GuideTemplate.Total(GuideTemplate.Training(shape, new(2048), 1, 8)));
        Printed.Contradicts(120, 56, 0, GuideRules.Training(GuideShapes.Of("Llama 7B").Parameters));
    }

    // "KV Cache: Add 0.5-1 GB per 2K context": so it is for the 7B, not for the 70B.
    [Theory]
    [InlineData("Llama 7B", true)]
    [InlineData("Llama 70B", false)]
    public void Its_rule_for_2k_of_cache_is_that_of_a_7b(string model, bool isIn) =>
        Assert.Equal(isIn, Printed.Gigabytes(GuideTemplate.Cache(GuideShapes.Of(model), new(2048), 1, 16), 0) is >= 0.5 and <= 1);

    // "Flash Attention", Llama 70B, 32K: 160 GB → 136 GB (15 %). The arithmetic is right; the 160 are twice its formula, and FlashAttention does not make the cache smaller.
    [Fact]
    public void Its_flash_attention_is_fifteen_percent_of_what_it_prints()
    {
        Printed.Agrees(136, 0, Bytes.FromBytes(160_000_000_000).Scale(1 - GuideRules.FlashAttentionSaving));
        Assert.Equal(80, GuideTemplate.Cache(GuideShapes.Of("Llama 70B"), new(32 * 1024), 1, 16).TotalGibibytes);
    }

    // "Mixed Precision Training": 28 + 17 + 28 = 73 GB, 28 + 8.5 + 14 = 50.5 GB, 31 % less.
    [Fact]
    public void Its_mixed_precision_adds_up()
    {
        var parameters = GuideShapes.Of("Llama 7B").Parameters;
        var (whole, half) = (GuideTemplate.Weights(parameters, 32, 1) + GuideTemplate.Gradients(parameters, 32), GuideTemplate.Weights(parameters, 32, 1) + GuideTemplate.Gradients(parameters));
        Printed.Agrees(73, 0, whole + Bytes.FromBytes(17_000_000_000));
        Printed.Agrees(50.5, 1, half + Bytes.FromBytes(8_500_000_000));
        Assert.Equal(31, Math.Round(100 * (73 - 50.5) / 73));
    }

    // "Tensor Parallelism", 70B on two A100: 35B parameters, 70 GB each. "ZeRO", 70B on eight A100: 560 / 8 = 70 GB each.
    [Fact]
    public void Its_shares_of_several_gpus_are_divisions()
    {
        Printed.Agrees(70, 0, GuideRules.Inference(new(70_000_000_000), 16) / 2);
        Printed.Agrees(70, 0, GuideRules.Partitioned(GuideRules.Training(new(70_000_000_000)), 8));
    }

    // "Mistake #1": 14 + 1 + 0.5 = 15.5 GB; with the cache not rounded it is 15.6.
    [Fact]
    public void Its_first_mistake_adds_a_rounded_cache()
    {
        var shape = GuideShapes.Of("Llama 7B");
        Printed.Agrees(14, 0, GuideRules.Inference(shape.Parameters, 16));
        Printed.Contradicts(15.5, 15.6, 1, GuideRules.Inference(shape.Parameters, 16) + GuideTemplate.Cache(shape, new(2048), 1, 16) + GuideTemplate.CudaOverhead);
    }

    // "Mistake #2": 18 + 3 × 4 = 30 GB and 18 + 7 × 4 = 46 GB. By its own formula a sequence has a cache of 1 GB, not of 4: 21 and 26 GB, the latter as its own table prints for batch 8.
    [Theory]
    [InlineData(4, 30, 21)]
    [InlineData(8, 46, 26)]
    public void Its_second_mistake_takes_four_times_the_cache(int batch, double printed, double formula)
    {
        var (one, cache) = (Bytes.FromBytes(18_000_000_000), GuideTemplate.Cache(GuideShapes.Of("Llama 7B"), new(2048), 1, 16));
        Printed.Agrees(printed, 0, GuideRules.Batch(one, Bytes.FromBytes(4_000_000_000), batch));
        Printed.Contradicts(printed, formula, 0, GuideRules.Batch(one, cache, batch));
    }

    // "Mistake #5": 12.9B × 2 bytes is "26 GB", 47B × 2 bytes "94 GB".
    [Theory]
    [InlineData(12.9, 26)]
    [InlineData(47, 94)]
    public void Its_fifth_mistake_counts_two_bytes(double billions, double printed) => Printed.Agrees(printed, 0, GuideRules.Inference(new((long)(billions * 1e9)), 16));

    // "VRAM Examples (Llama 7B)" of GGUF types: 3.5, 4.1 and 6.7 GB. By the bits that the same list prints (4.5, 5.6 and 8.5) the weights are larger.
    [Theory]
    [InlineData(4.5, 3.5, 3.9)]
    [InlineData(5.6, 4.1, 4.9)]
    [InlineData(8.5, 6.7, 7.4)]
    public void Its_gguf_examples_are_smaller_than_its_bits(double bits, double printed, double formula) =>
        Printed.Contradicts(printed, formula, 1, GuideRules.Inference(GuideShapes.Of("Llama 7B").Parameters, bits));

    // "Mistake #4": 24 − 14 = 10 GB, less 0.5, 0.3 and 1 to 2 GB of fragmentation, is printed as "6-7 GB (not 10)". It comes to 7.2 to 8.2.
    [Theory]
    [InlineData(2, 7.2)]
    [InlineData(1, 8.2)]
    public void Its_fourth_mistake_leaves_more_than_it_prints(double fragmentation, double left) => Assert.Equal(left, 24 - 14 - 0.5 - 0.3 - fragmentation, 1);
}
