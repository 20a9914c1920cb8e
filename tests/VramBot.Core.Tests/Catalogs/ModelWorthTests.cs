using VramBot.Core.Catalogs;
using VramBot.Testing;

namespace VramBot.Core.Tests.Catalogs;

public sealed class ModelWorthTests
{
    // Of one age the larger counts more, of one size the newer; a mixture of experts less than a dense model of its size; what was tuned by others is as old as what it was made from.
    [Theory]
    [InlineData("qwen3-14b", "qwen3-8b")]
    [InlineData("llama-3.1-8b", "meta-llama-3-8b")]
    [InlineData("qwen3-32b", "qwen3-30b-a3b")]
    [InlineData("qwen3-30b-a3b", "qwen3-4b")]
    [InlineData("llama-3.3-70b", "hermes-4-70b")]
    [InlineData("gemma-3-27b", "mixtral-8x7b")]
    public void More_is_expected_of_the_first(string more, string less) => Assert.True(ModelWorth.Of(Model(more)) > ModelWorth.Of(Model(less)));

    [Theory]
    [InlineData("hermes-4-70b", "2024-07")]
    [InlineData("qwen3-14b", null)]
    [InlineData("qwen3.6-27b", null)]
    public void Weights_of_another_publisher_keep_their_date(string model, string? month) => Assert.Equal(month, Model(model).Pretrained);

    private static ModelEntry Model(string name) => ShippedCatalogs.Catalog.Models.Find(name) ?? throw new InvalidOperationException(name);
}
