using VramBot.Core.Catalogs;
using VramBot.Core.Models;
using VramBot.Testing;

namespace VramBot.CatalogFiles.Tests;

/// <summary>The sum of a model's tensors against the number of weights that its publisher states, over the whole catalog.</summary>
public sealed class PublishedCountTests
{
    private static readonly IReadOnlyList<(ModelEntry Model, double Error)> Counted =
    [
        .. ShippedCatalogs.Catalog.Models.All.Where(model => model is { Network: not null, Published: not null }).Select(model => (model, ErrorOf(model))),
    ];

    [Fact]
    public void It_is_exact_for_344_models() => Assert.Equal(344, Counted.Count(counted => counted.Error == 0));

    [Fact]
    public void It_is_within_a_tenth_of_a_percent_for_412_models() => Assert.Equal(412, Counted.Count(counted => counted.Error <= 0.001));

    [Fact]
    public void It_is_within_a_percent_for_every_model() => Assert.All(Counted, counted => Assert.True(counted.Error <= 0.01, $"{counted.Model.Id}: {counted.Error:P2}"));

    private static double ErrorOf(ModelEntry model)
    {
        var (network, published) = (model.Network!, model.Published!);
        var counted = published.TextOnly ? TensorInventory.CountText(network) : TensorInventory.Count(network);
        if (published.IncludesMultiTokenPrediction && network.MultiTokenPrediction is { } next)
            counted += next.Parameters;
        return Math.Abs(counted.Count - published.Parameters.Count) / (double)published.Parameters.Count;
    }
}
