using VramBot.Core.Estimation.Training;
using VramBot.Core.RulesOfThumb;
using VramBot.Core.Units;

namespace VramBot.Core.Tests.RulesOfThumb;

/// <summary>"Ultimate VRAM Calculator Guide": the master template, section by section, against what it prints.</summary>
public sealed class GuideTemplateTests
{
    private static readonly RuleShape Llama = GuideShapes.Of("Llama 7B");

    // "1. Model Weights": 7,000,000,000 × 16 ÷ 8 = 14,000,000,000 bytes; 14 GB × 1.2 = 16.8 GB. "Precision Breakdown": 28, 14, 14, 7, 3.5 and 1.75 GB, without the 1.2.
    [Theory]
    [InlineData(16, 1.2, 16.8, 1)]
    [InlineData(32, 1, 28, 0)]
    [InlineData(16, 1, 14, 0)]
    [InlineData(8, 1, 7, 0)]
    [InlineData(4, 1, 3.5, 1)]
    [InlineData(2, 1, 1.75, 2)]
    public void Its_weights_are_those_that_it_prints(double bits, double overhead, double printed, int decimals) =>
        Printed.Agrees(printed, decimals, GuideTemplate.Weights(Llama.Parameters, bits, overhead));

    [Fact]
    public void Its_weights_of_7b_in_16_bit_are_printed_to_the_byte() => Assert.Equal(14_000_000_000, GuideTemplate.Weights(Llama.Parameters, 16, 1).Count);

    // "2. KV Cache": 2 × 32 × 4096 × 2048 × 1 × 2 = 1,073,741,824 bytes = 1 GB.
    [Fact]
    public void Its_cache_of_2048_tokens_is_printed_to_the_byte()
    {
        var cache = GuideTemplate.Cache(Llama, new(2048), 1, 16);
        Assert.Equal(1_073_741_824, cache.Count);
        Printed.Agrees(1, 0, cache);
    }

    // "KV Cache Scaling Across Context Lengths". The column of Llama 7B is right in GiB, though it says GB. That of Llama 70B has twice what the formula gives, and what the guide itself prints for 4K in
    // its step-by-step example (10 GB); that of Mixtral has four times as much, though its layers and width are those of the 7B.
    [Theory]
    [InlineData("Llama 7B", 2, 1, 1)]
    [InlineData("Llama 7B", 4, 2, 1)]
    [InlineData("Llama 7B", 8, 4, 1)]
    [InlineData("Llama 7B", 32, 16, 1)]
    [InlineData("Llama 7B", 128, 64, 1)]
    [InlineData("Llama 70B", 2, 10, 2)]
    [InlineData("Llama 70B", 4, 20, 2)]
    [InlineData("Llama 70B", 8, 40, 2)]
    [InlineData("Llama 70B", 32, 160, 2)]
    [InlineData("Llama 70B", 128, 640, 2)]
    [InlineData("Mixtral 8x7B", 2, 4, 4)]
    [InlineData("Mixtral 8x7B", 4, 8, 4)]
    [InlineData("Mixtral 8x7B", 8, 16, 4)]
    [InlineData("Mixtral 8x7B", 32, 64, 4)]
    [InlineData("Mixtral 8x7B", 128, 256, 4)]
    public void Its_table_of_caches_is_so_many_times_its_formula_in_gibibytes(string model, int kilo, double printed, double times) =>
        Assert.Equal(printed, times * GuideTemplate.Cache(GuideShapes.Of(model), new(kilo * 1024), 1, 16).TotalGibibytes);

    // "3. Activations": 4 × 2048 × 4096 × 32 × 2 bytes is printed as 8.6 GB, and 2.6 GB with checkpointing. The product is 2.1 GB; 8.6 has the batch in it twice.
    [Fact]
    public void Its_activations_of_a_batch_of_four_are_a_quarter_of_what_it_prints()
    {
        var activations = GuideTemplate.Activations(Llama, new(2048), 4, 16);
        Printed.Contradicts(8.6, 2.1, 1, activations);
        Printed.Agrees(8.6, 1, 4 * activations);
        Printed.Contradicts(2.6, 0.6, 1, activations.Scale(GuideTemplate.CheckpointedActivations));
        Printed.Agrees(2.6, 1, (4 * activations).Scale(GuideTemplate.CheckpointedActivations));
    }

    // "4. Optimizer States": 56 GB for Adam, 14 GB (75 % less) in 8 bit, 0 for SGD, 28 GB (50 % less) for Adafactor.
    [Theory]
    [InlineData(OptimizerKind.AdamW, 56)]
    [InlineData(OptimizerKind.AdamW8Bit, 14)]
    [InlineData(OptimizerKind.Sgd, 0)]
    [InlineData(OptimizerKind.Adafactor, 28)]
    public void Its_optimizers_are_those_that_it_prints(OptimizerKind optimizer, double printed) =>
        Printed.Agrees(printed, 0, GuideTemplate.OptimizerStates(Llama.Parameters, GuideTemplate.OptimizerBytes(optimizer)!.Value));

    [Fact]
    public void It_has_no_bytes_for_optimizers_that_it_does_not_name() => Assert.Null(GuideTemplate.OptimizerBytes(OptimizerKind.Muon));

    // "5. Gradients": 14 GB in 16 bit; "Mixed Precision Breakdown" has 28 GB in 32.
    [Theory]
    [InlineData(16, 14)]
    [InlineData(32, 28)]
    public void Its_gradients_are_those_that_it_prints(double bits, double printed) => Printed.Agrees(printed, 0, GuideTemplate.Gradients(Llama.Parameters, bits));

    // "Inference Memory Formula", Llama 7B FP16, 2K context, batch 1: 16.8 + 1 + 0.1 + 0.5 = 18.4 GB.
    [Fact]
    public void Its_inference_example_is_what_it_prints()
    {
        var parts = GuideTemplate.Inference(Llama, new(2048), 1, 16);
        Printed.Agrees(16.8, 1, Size(parts, RulePartKind.Weights));
        Printed.Agrees(1, 0, Size(parts, RulePartKind.Cache));
        Printed.Agrees(0.1, 1, Size(parts, RulePartKind.Activations));
        Printed.Agrees(0.5, 1, Size(parts, RulePartKind.Overhead));
        Printed.Agrees(18.4, 1, GuideTemplate.Total(parts));
    }

    // "Training Memory Formula", Llama 7B, batch 4: 33.6 + 4 + 8.6 + 56 + 14 + 0.5 = 116.7 GB. All but the activations are what the formula gives; so the total is 110.5.
    [Fact]
    public void Its_training_example_differs_by_the_activations()
    {
        var parts = GuideTemplate.Training(Llama, new(2048), 4, 8);
        Printed.Agrees(33.6, 1, Size(parts, RulePartKind.Weights));
        Printed.Agrees(4, 0, Size(parts, RulePartKind.Cache));
        Printed.Contradicts(8.6, 2.1, 1, Size(parts, RulePartKind.Activations));
        Printed.Agrees(56, 0, Size(parts, RulePartKind.OptimizerStates));
        Printed.Agrees(14, 0, Size(parts, RulePartKind.Gradients));
        Printed.Agrees(0.5, 1, Size(parts, RulePartKind.Overhead));
        Printed.Contradicts(116.7, 110.5, 1, GuideTemplate.Total(parts));
        Assert.Equal(116.7, 33.6 + 4 + 8.6 + 56 + 14 + 0.5, 1);
    }

    // "LoRA Fine-tuning Formula", Llama 7B, rank 8: activations are printed as 2.6 GB, which is 0.2 by the formula with batch 1; states of "2e6" parameters 0.016 GB, which are 2,097,152 and so 0.017;
    // and the total, 20.4 GB, leaves out the 0.5 GB of the formula's last line.
    [Fact]
    public void Its_lora_example_differs_by_activations_and_overhead()
    {
        var parts = GuideTemplate.LowRank(Llama, new(2048), 1, 8);
        Printed.Agrees(16.8, 1, Size(parts, RulePartKind.Weights));
        Printed.Agrees(1, 0, Size(parts, RulePartKind.Cache));
        Printed.Contradicts(2.6, 0.2, 1, Size(parts, RulePartKind.Activations));
        Assert.Equal(2_097_152, GuideTemplate.AdapterParameters(Llama, 8).Count);
        Printed.Agrees(0.016, 3, GuideTemplate.OptimizerStates(new(2_000_000), 8));
        Printed.Contradicts(0.016, 0.017, 3, Size(parts, RulePartKind.OptimizerStates));
        Printed.Agrees(0.004, 3, Size(parts, RulePartKind.Gradients));
        Printed.Contradicts(20.4, 18.6, 1, GuideTemplate.Total(parts));
        Assert.Equal(20.4, 16.8 + 1 + 2.6 + 0.016 + 0.004, 1);
    }

    // "Step-by-Step", example 1, Llama 3.1 70B with 4K: 168 + 10 + 0.5 + 0.5 = 179 GB; in INT4 42 + 10 + 0.5 + 0.5 = 53 GB. The cache is 10.7 GB (10 GiB), and the sums were made of rounded parts.
    [Fact]
    public void Its_70b_example_rounds_the_cache_down()
    {
        var shape = GuideShapes.Of("Llama 70B");
        var parts = GuideTemplate.Inference(shape, new(4096), 1, 16);
        Printed.Agrees(168, 0, Size(parts, RulePartKind.Weights));
        Printed.Contradicts(10, 11, 0, Size(parts, RulePartKind.Cache));
        Assert.Equal(10, Size(parts, RulePartKind.Cache).TotalGibibytes);
        Printed.Agrees(0.5, 1, Size(parts, RulePartKind.Activations));
        Printed.Contradicts(179, 180, 0, GuideTemplate.Total(parts));

        Printed.Agrees(42, 0, GuideTemplate.Weights(shape.Parameters, 4));
        var quantized = GuideTemplate.Weights(shape.Parameters, 4) + Size(parts, RulePartKind.Cache) + Size(parts, RulePartKind.Activations) + GuideTemplate.CudaOverhead;
        Printed.Contradicts(53, 54, 0, quantized);
        Assert.Equal(53, 42 + 10 + 0.5 + 0.5, 0);
    }

    // Its third step: 2 × 80 × 8192 × 2048 × 1 × 1 byte is printed as 5 GB, which the same with 2 bytes gives; the product is 2.7. Total 42 + 5 + 0.5 + 0.5 = 48 GB; by the whole template in 4 bit 43.9.
    [Fact]
    public void Its_70b_example_with_2k_prints_twice_its_product()
    {
        var shape = GuideShapes.Of("Llama 70B");
        Printed.Contradicts(5, 3, 0, GuideTemplate.Cache(shape, new(2048), 1, 8));
        Printed.Agrees(5, 0, GuideTemplate.Cache(shape, new(2048), 1, 16));
        Printed.Contradicts(48, 43.9, 1, GuideTemplate.Total(GuideTemplate.Inference(shape, new(2048), 1, 4)));
        Assert.Equal(48, 42 + 5 + 0.5 + 0.5);
    }

    // "Step-by-Step", example 2, LoRA on Llama 7B, batch 4, rank 16: 16.8 + 4 + 2.6 + 0.032 + 0.008 + 0.5 = 23.9 GB. The activations are 0.6 GB by the formula; 2.6 is that of batch 16.
    [Fact]
    public void Its_code_generation_example_differs_by_the_activations()
    {
        var parts = GuideTemplate.LowRank(Llama, new(2048), 4, 16);
        Printed.Agrees(16.8, 1, Size(parts, RulePartKind.Weights));
        Printed.Agrees(4, 0, Size(parts, RulePartKind.Cache));
        Printed.Contradicts(2.6, 0.6, 1, Size(parts, RulePartKind.Activations));
        Assert.Equal(4_194_304, GuideTemplate.AdapterParameters(Llama, 16).Count);
        Printed.Agrees(0.032, 3, GuideTemplate.OptimizerStates(new(4_000_000), 8));
        Printed.Contradicts(0.032, 0.034, 3, Size(parts, RulePartKind.OptimizerStates));
        Printed.Agrees(0.008, 3, Size(parts, RulePartKind.Gradients));
        Printed.Contradicts(23.9, 22.3, 1, GuideTemplate.Total(parts));
        Assert.Equal(23.9, 16.8 + 4 + 2.6 + 0.032 + 0.008 + 0.5, 1);
    }

    private static Bytes Size(IEnumerable<RulePart> parts, RulePartKind kind) => parts.Single(part => part.Kind == kind).Size;
}
