using VramBot.Hub.Gguf;

namespace VramBot.Hub.Tests.Gguf;

public sealed class GgufFilesTests
{
    [Theory]
    [InlineData("Llama-3.1-8B-Instruct-Q4_K_M.gguf", "Q4_K_M")]
    [InlineData("llama-3.1-8b-instruct.Q4_K_M.gguf", "Q4_K_M")]
    [InlineData("qwen2.5-7b-instruct-q8_0.gguf", "Q8_0")]
    [InlineData("Q5_K_S/model-Q5_K_S-00001-of-00003.gguf", "Q5_K_S")]
    [InlineData("gemma-3-4b-it-UD-Q4_K_XL.gguf", "UD-Q4_K_XL")]
    [InlineData("model-IQ2_XXS.gguf", "IQ2_XXS")]
    [InlineData("gpt-oss-20b-mxfp4.gguf", "MXFP4")]
    [InlineData("Meta-Llama-3-8B.BF16.gguf", "BF16")]
    [InlineData("phi-2_Q3_K_L.gguf", "Q3_K_L")]
    [InlineData("model-TQ1_0.gguf", "TQ1_0")]
    [InlineData("ggml-model.gguf", null)]
    public void A_file_says_its_quantization_in_its_name(string path, string? quantization) => Assert.Equal(quantization, GgufFiles.QuantizationOf(path));

    [Fact]
    public void Parts_are_one_choice_and_companions_none()
    {
        var choices = GgufFiles.ChoicesOf(
        [
            ("m-Q8_0-00002-of-00002.gguf", 50), ("m-Q8_0-00001-of-00002.gguf", 60), ("m-Q4_K_M.gguf", 40), ("mmproj-m-F16.gguf", 5), ("imatrix.gguf", 1), ("m-Q6_K-00001-of-00002.gguf", 70), ("README.md", 1),
        ]);
        Assert.Equal([("Q4_K_M", 40L), ("Q8_0", 110L)], choices.Select(choice => (choice.Quantization, choice.Size!.Value)));
        Assert.Equal(["m-Q8_0-00001-of-00002.gguf", "m-Q8_0-00002-of-00002.gguf"], choices[1].Files);
    }

    [Theory]
    [InlineData(null, "Q4_K_M")]
    [InlineData("Q4_K_M", "Q4_K_M")]
    [InlineData("q8_0", "Q8_0")]
    [InlineData("gguf-q8_0", "Q8_0")]
    [InlineData("Q4_K_XL", "UD-Q4_K_XL")]
    [InlineData("UD-Q4_K_XL", "UD-Q4_K_XL")]
    [InlineData("fp16", "F16")]
    [InlineData("IQ1_S", null)]
    public void The_one_that_is_asked_for_is_taken(string? precision, string? taken)
    {
        var choices = GgufFiles.ChoicesOf([("m-Q8_0.gguf", 80), ("m-Q4_K_M.gguf", 40), ("m-UD-Q4_K_XL.gguf", 42), ("m-F16.gguf", 160)]);
        Assert.Equal(taken, GgufFiles.Choose(choices, precision)?.Quantization);
    }
}
