using System.Text;
using VramBot.Core.Catalogs;
using VramBot.Hub.Architectures;
using VramBot.Testing;

namespace VramBot.Hub.Tests.Architectures;

/// <summary>Each model of the catalog: its config.json, written down and read, is the model again.</summary>
public sealed class CatalogConfigTests
{
    // All but examples that were never published, and those of which the catalog knows the size alone.
    public static TheoryData<string> Models() =>
    [
        .. ShippedCatalogs.Catalog.Models.All.Where(model => model is { IsHypothetical: false, Network: not null }).Select(model => model.Id),
    ];

    [Theory]
    [MemberData(nameof(Models))]
    public void A_config_that_is_written_down_is_read_as_the_same_architecture(string id)
    {
        var model = ShippedCatalogs.Catalog.Models.Find(id)!;
        var config = ConfigView.Parse(Encoding.UTF8.GetBytes(ConfigWriter.Write(model).ToJsonString()));
        var rule = ArchitectureMap.Find(config);
        Assert.NotNull(rule);
        Assert.Empty(Differences.Between(model.Network!, NetworkBuilder.Build(config, rule)));
    }

    [Fact]
    public void Most_of_the_catalog_can_be_written_down() => Assert.True(Models().Count >= 530, $"{Models().Count}");
}
