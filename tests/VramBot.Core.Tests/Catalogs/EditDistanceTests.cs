using VramBot.Core.Catalogs;

namespace VramBot.Core.Tests.Catalogs;

public sealed class EditDistanceTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("mixtal", "mixtral", 1)]
    [InlineData("lalma", "llama", 1)]
    [InlineData("abc", "", 3)]
    public void Counts_insertions_deletions_replacements_and_swaps(string left, string right, int distance) =>
        Assert.Equal(distance, EditDistance.Between(left, right, 10));

    [Fact]
    public void Gives_up_beyond_the_limit() => Assert.Equal(3, EditDistance.Between("aaaaaaaa", "bbbbbbbb", 2));
}
