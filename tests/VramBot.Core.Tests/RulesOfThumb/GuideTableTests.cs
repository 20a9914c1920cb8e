using VramBot.Core.RulesOfThumb;
using VramBot.Core.Units;

namespace VramBot.Core.Tests.RulesOfThumb;

/// <summary>"Ultimate VRAM Calculator Guide": its tables by model, against its own template.</summary>
public sealed class GuideTableTests
{
    // "Real-World Model Examples", inference: use case, what is printed, what the template gives with the bits of the weights for the cache too, in whole gigabytes.
    public static TheoryData<string, double, int, int, double, double> Inference() => new()
    {
        { "Llama 7B", 16, 1, 2, 18, 18 },
        { "Llama 7B", 8, 1, 2, 9, 9 },
        { "Llama 7B", 4, 1, 2, 5, 5 },
        { "Llama 7B", 16, 8, 2, 26, 26 },
        { "Llama 7B", 16, 1, 32, 34, 35 },
        { "Llama 70B", 16, 1, 2, 150, 174 },
        { "Llama 70B", 8, 1, 2, 75, 87 },
        { "Llama 70B", 4, 1, 2, 38, 44 },
        { "Llama 70B", 4, 1, 8, 50, 48 },
        { "Mistral 7B", 16, 1, 4, 20, 20 },
        { "Mistral 7B", 8, 1, 4, 10, 10 },
        { "Mistral 7B", 4, 1, 4, 6, 5 },
        { "Mixtral 8x7B", 16, 1, 4, 96, 115 },
        { "Mixtral 8x7B", 8, 1, 4, 48, 58 },
        { "Mixtral 8x7B", 4, 1, 4, 25, 29 },
    };

    [Theory]
    [MemberData(nameof(Inference))]
    public void A_row_of_inference_is_what_the_template_gives_or_the_template_stands(string model, double bits, int batch, int kilo, double printed, double template) =>
        Check(printed, template, GuideTemplate.Total(GuideTemplate.Inference(GuideShapes.Of(model), new(kilo * 1024), batch, bits)));

    // LoRA, rank 8. The row of Llama 7B repeats the example's 20.4 GB, whose activations are those of another batch; the others are not explained.
    [Theory]
    [InlineData("Llama 7B", 1, 20, 19)]
    [InlineData("Llama 70B", 1, 200, 175)]
    [InlineData("Mistral 7B", 2, 28, 21)]
    [InlineData("Mixtral 8x7B", 1, 140, 114)]
    [InlineData("Phi-2", 2, 18, 9)]
    public void A_row_of_lora_is_not_what_the_template_gives(string model, int batch, double printed, double template) =>
        Check(printed, template, GuideTemplate.Total(GuideTemplate.LowRank(GuideShapes.Of(model), new(2048), batch, 8)));

    // Full training. The 560 GB of Llama 70B are its optimizer states alone.
    [Theory]
    [InlineData("Llama 7B", 4, 120, 111)]
    [InlineData("Llama 70B", 1, 560, 1045)]
    [InlineData("Phi-2", 4, 50, 44)]
    public void A_row_of_full_training_is_not_what_the_template_gives(string model, int batch, double printed, double template) =>
        Check(printed, template, GuideTemplate.Total(GuideTemplate.Training(GuideShapes.Of(model), new(2048), batch, 8)));

    [Fact]
    public void The_560_gigabytes_of_70b_are_its_optimizer_states() => Printed.Agrees(560, 0, GuideTemplate.OptimizerStates(GuideShapes.Of("Llama 70B").Parameters, 8));

    // "Phi-2 2.7B": 6, 3 and 2 GB without a context are the weights × 1.2.
    [Theory]
    [InlineData(16, 6)]
    [InlineData(8, 3)]
    [InlineData(4, 2)]
    public void Phi_2_is_its_weights_with_a_fifth_on_top(double bits, double printed) => Printed.Agrees(printed, 0, GuideTemplate.Weights(GuideShapes.Of("Phi-2").Parameters, bits));

    // "LoRA (90% Parameter Reduction)": 4.2M, 8.4M and 33.6M parameters of rank 8, 16 and 64 on Llama 7B. The guide's formula, one pair of matrices a layer, gives half of each: PEFT's q_proj and v_proj, which
    // its own code names, are two pairs.
    [Theory]
    [InlineData(8, 4.2, 2.1)]
    [InlineData(16, 8.4, 4.2)]
    [InlineData(64, 33.6, 16.8)]
    public void Its_table_of_adapters_has_twice_the_parameters_of_its_formula(int rank, double printed, double formula)
    {
        var parameters = GuideTemplate.AdapterParameters(GuideShapes.Of("Llama 7B"), rank).Count / 1e6;
        Assert.Equal(formula, Math.Round(parameters, 1));
        Assert.Equal(printed, 2 * parameters, 0.06);
    }

    private static void Check(double printed, double template, Bytes total)
    {
        if (printed == template)
            Printed.Agrees(printed, 0, total);
        else
            Printed.Contradicts(printed, template, 0, total);
    }
}
