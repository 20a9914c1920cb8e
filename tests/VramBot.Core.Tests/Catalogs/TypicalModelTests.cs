using VramBot.Core.Catalogs;
using VramBot.Core.Models;

namespace VramBot.Core.Tests.Catalogs;

public sealed class TypicalModelTests
{
    [Theory]
    [InlineData("7b", 7e9)]
    [InlineData("0.5B", 0.5e9)]
    [InlineData("13b", 13e9)]
    [InlineData("70B", 70e9)]
    [InlineData("350m", 0.35e9)]
    [InlineData("405b", 405e9)]
    public void A_bare_size_has_that_many_weights(string size, double parameters)
    {
        var model = TypicalModel.FromSize(size);
        Assert.NotNull(model?.Network);
        Assert.InRange(TensorInventory.Count(model.Network).Count, parameters * 0.99, parameters * 1.01);
    }

    [Fact]
    public void Eight_times_seven_shares_its_attention()
    {
        var model = TypicalModel.FromSize("8x7b");
        Assert.InRange(TensorInventory.Count(model!.Network!).TotalBillions, 40, 52);
        Assert.InRange(TensorInventory.CountActive(model.Network!).TotalBillions, 10, 15);
    }

    [Theory]
    [InlineData("")]
    [InlineData("b")]
    [InlineData("7")]
    [InlineData("-7b")]
    [InlineData("99999b")]
    [InlineData("0b")]
    [InlineData("1x7b")]
    [InlineData("7b7b")]
    public void Other_words_are_no_sizes(string text) => Assert.Null(TypicalModel.FromSize(text));
}
