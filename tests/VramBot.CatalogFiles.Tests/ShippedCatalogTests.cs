using VramBot.Core.Catalogs;
using VramBot.Core.Models;
using VramBot.Testing;

namespace VramBot.CatalogFiles.Tests;

public sealed class ShippedCatalogTests
{
    private static readonly Catalog Catalog = ShippedCatalogs.Catalog;

    [Fact]
    public void Every_file_loads_without_a_fault() => Assert.Empty(ShippedCatalogs.Load.Faults);

    [Fact]
    public void The_files_that_travel_with_a_program_are_those_of_the_repository()
    {
        var travelling = CatalogDirectory.Load(CatalogDirectory.Shipped);
        Assert.Equal(ShippedCatalogs.Load.Files, travelling.Files);
        Assert.Equal(Catalog.Models.All.Length, travelling.Catalog!.Models.All.Length);
    }

    [Fact]
    public void Nothing_of_the_source_catalogs_is_lost()
    {
        Assert.Equal(554, Catalog.Models.All.Length);
        Assert.Equal(248, Catalog.Gpus.All.Length);
        Assert.Equal(109, Catalog.WeightFormats.All.Length);
        Assert.Equal(34, Catalog.Models.All.Count(model => !model.IsComplete));
    }

    [Fact]
    public void Every_entry_has_a_source()
    {
        Assert.All(Catalog.Models.All, model => Assert.NotEmpty(model.Sources));
        Assert.All(Catalog.Gpus.All, gpu => Assert.NotEmpty(gpu.Sources));
        Assert.All(Catalog.WeightFormats.All, format => Assert.NotEmpty(format.Source));
        Assert.All(Catalog.CacheFormats.All, format => Assert.NotEmpty(format.Source));
    }

    [Fact]
    public void Every_complete_model_has_a_shape() => Assert.All(Catalog.Models.All.Where(model => model.IsComplete), model => Assert.NotNull(model.Network));

    // Shapes by config.json of each model.
    [Theory]
    [InlineData("meta-llama/Llama-3.1-8B-Instruct", 32, 4096, 8_030_261_248, 8_030_261_248)]
    [InlineData("mistralai/Mixtral-8x7B-Instruct-v0.1", 32, 4096, 46_702_792_704, 12_879_925_248)]
    [InlineData("deepseek-ai/DeepSeek-V3", 61, 7168, 671_026_419_200, 37_552_297_472)]
    [InlineData("google/gemma-3-27b-it", 62, 5376, 27_432_406_640, 27_009_346_304)]
    [InlineData("Qwen/Qwen3-Next-80B-A3B-Instruct", 48, 2048, 79_674_391_296, 3_874_929_408)]
    [InlineData("ai21labs/Jamba-v0.1", 32, 4096, 51_570_323_328, 12_110_311_296)]
    public void Known_models_have_their_layers_width_and_weights(string id, int layers, int hidden, long parameters, long active)
    {
        var network = Catalog.Models.Find(id)!.Network!;
        Assert.Equal(layers, network.Layers.Length);
        Assert.Equal(hidden, network.HiddenSize);
        Assert.Equal(parameters, TensorInventory.Count(network).Count);
        Assert.Equal(active, TensorInventory.CountActive(network).Count);
    }
}
