using VramBot.Core.Engines;
using VramBot.Core.Estimation.Bands;

namespace VramBot.Core.Tests.Estimation.Bands;

public sealed class ReleaseRangesTests
{
    [Theory]
    [InlineData("0.7.9", "before 0.8")]
    [InlineData("0.8", "0.8 to 0.16")]
    [InlineData("0.16.1", "0.8 to 0.16")]
    [InlineData("0.17", "0.17 and later")]
    [InlineData("0.24", "0.17 and later")]
    public void A_release_of_vllm_has_its_range(string version, string range)
    {
        Assert.True(EngineVersion.TryParse(version, out var release));
        Assert.Equal(range, ReleaseRanges.Of(KnownEngines.Vllm.At(release)).Name);
    }

    [Fact]
    public void Other_engines_have_one_range_of_their_kind() =>
        Assert.All(KnownEngines.All.All.Where(engine => engine.Kind != EngineKind.Vllm), engine => Assert.Equal((engine.Kind, string.Empty), (ReleaseRanges.Of(engine.At()).Engine.Kind, ReleaseRanges.Of(engine.At()).Name)));
}
