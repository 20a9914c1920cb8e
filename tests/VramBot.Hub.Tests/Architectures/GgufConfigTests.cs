using VramBot.Core.Catalogs;
using VramBot.Core.Formats;
using VramBot.Hub.Architectures;
using VramBot.Hub.Gguf;
using VramBot.Hub.Tests.Gguf;
using VramBot.Testing;

namespace VramBot.Hub.Tests.Architectures;

/// <summary>Each model of the catalog that llama.cpp runs: its GGUF file, written down and read, is the model again.</summary>
public sealed class GgufConfigTests
{
    private static readonly GgufMix Mix = (GgufMix)ShippedCatalogs.Catalog.WeightFormats.Find("Q8_0")!;

    public static TheoryData<string> Models() =>
        [.. ShippedCatalogs.Catalog.Models.All.Where(model => model is { IsHypothetical: false, Network: not null } && GgufArchitectures.Of(model.Architecture) is not null).Select(model => model.Id)];

    [Theory]
    [MemberData(nameof(Models))]
    public void A_file_that_is_written_down_is_read_as_the_same_architecture(string id)
    {
        var model = ShippedCatalogs.Catalog.Models.Find(id)!;
        var header = GgufReader.Read(GgufModel.Write(model, Mix).Header(), null)!;
        var config = GgufConfig.Of(header);
        var rule = ArchitectureMap.Find(config);
        Assert.NotNull(rule);
        Assert.Empty(Differences.Between(GgufModel.Sayable(model), NetworkBuilder.Build(config, rule)));
    }

    [Fact]
    public void Every_architecture_of_the_catalog_is_known()
    {
        var known = GgufClasses.Names.ToHashSet(StringComparer.Ordinal);
        Assert.Equal([], GgufArchitectures.Names.Except(known));
        Assert.True(Models().Count >= 440, $"{Models().Count}");
    }
}
