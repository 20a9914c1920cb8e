using VramBot.Core.Catalogs;
using VramBot.Testing;

namespace VramBot.Core.Tests.Catalogs;

public sealed class ModelLookupTests
{
    // Repositories that measured cases name, and the model of the same shape.
    [Theory]
    [InlineData("RedHatAI/Llama-3.3-70B-Instruct-fp8-dynamic", "meta-llama/Llama-3.3-70B-Instruct", "fp8")]
    [InlineData("RedHatAI/Meta-Llama-3.1-8B-Instruct-quantized.w4a16", "meta-llama/Llama-3.1-8B-Instruct", "w4a16-g128")]
    [InlineData("Qwen/Qwen2.5-7B", "Qwen/Qwen2.5-7B-Instruct", null)]
    [InlineData("google/gemma-3-4b-pt", "google/gemma-3-4b-it", null)]
    [InlineData("mistralai/Mistral-7B-v0.3", "mistralai/Mistral-7B-Instruct-v0.3", null)]
    [InlineData("Qwen/Qwen2-VL-7B-Instruct-AWQ", "Qwen/Qwen2-VL-7B-Instruct", "awq-int4-g128")]
    [InlineData("unsloth/Mistral-Small-24B-Instruct-2501-unsloth-bnb-4bit", "mistralai/Mistral-Small-24B-Instruct-2501", "nf4-dq")]
    [InlineData("gaunernst/gemma-3-12b-it-int4-awq", "google/gemma-3-12b-it", "awq-int4-g128")]
    [InlineData("Qwen/Qwen2-72B-Instruct-GPTQ-Int4", "Qwen/Qwen2-72B-Instruct", "gptq-int4-g128")]
    [InlineData("nvidia/Gemma-4-26B-A4B-NVFP4", "google/gemma-4-26B-A4B-it", "nvfp4")]
    [InlineData("unsloth/Qwen3-4B-Base", "Qwen/Qwen3-4B", null)]
    [InlineData("codellama/CodeLlama-13b-Instruct-hf", "codellama/CodeLlama-13b-hf", null)]
    [InlineData("TheBloke/Mixtral-8x7B-Instruct-v0.1-GPTQ", "mistralai/Mixtral-8x7B-Instruct-v0.1", "gptq-int4-g128")]
    public void A_repackaged_model_is_found_by_its_shape(string typed, string id, string? format)
    {
        var match = ModelLookup.Find(ShippedCatalogs.Catalog.Models, typed);
        Assert.Equal(id, match?.Entry.Id);
        Assert.Equal(format, match?.FormatHint);
    }

    [Theory]
    [InlineData("someone/Llama-3.1-9B")]
    [InlineData("Qwen/Qwen3-7B")]
    [InlineData("mixtral-8x8b")]
    [InlineData("")]
    [InlineData("-AWQ")]
    public void A_size_that_does_not_exist_is_not_guessed(string typed) => Assert.Null(ModelLookup.Find(ShippedCatalogs.Catalog.Models, typed));

    [Fact]
    public void Every_model_is_found_by_each_of_its_names()
    {
        foreach (var model in ShippedCatalogs.Catalog.Models.All)
            foreach (var name in model.Aliases.Add(model.Id))
                Assert.Same(model, ModelLookup.Find(ShippedCatalogs.Catalog.Models, name)?.Entry);
    }
}
