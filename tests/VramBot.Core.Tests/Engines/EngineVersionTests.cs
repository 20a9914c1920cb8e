using VramBot.Core.Engines;

namespace VramBot.Core.Tests.Engines;

public sealed class EngineVersionTests
{
    [Theory]
    [InlineData("0.11", "0.11")]
    [InlineData("v0.11.2", "0.11.2")]
    [InlineData("0.6.3.post1", "0.6.3")]
    [InlineData("1", "1.0")]
    [InlineData("b9849", "b9849")]
    [InlineData("B5000", "b5000")]
    public void Releases_are_read_as_people_write_them(string text, string printed)
    {
        Assert.True(EngineVersion.TryParse(text, out var version));
        Assert.Equal(printed, version.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("newest")]
    [InlineData("0.x")]
    [InlineData("-1")]
    public void Other_words_are_no_releases(string text) => Assert.False(EngineVersion.TryParse(text, out _));

    [Fact]
    public void A_build_is_no_release() => Assert.NotEqual(EngineVersion.Build(5000), new EngineVersion(5000, 0));

    [Fact]
    public void Ten_comes_after_nine() => Assert.True(new EngineVersion(0, 9) < new EngineVersion(0, 10));
}
