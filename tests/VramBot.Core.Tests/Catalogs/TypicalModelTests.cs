using VramBot.Core.Catalogs;
using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Models;
using VramBot.Core.Tests.Estimation;

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
        Assert.InRange(TensorInventory.Count(model.Network).Count, parameters * 0.975, parameters * 1.025);
    }

    // Rows that blocks of 256 do not divide would be kept in wider types: no open model of these sizes has such.
    [Theory]
    [InlineData("7b", "Q4_K_M", 4.6, 5.1)]
    [InlineData("13b", "Q4_K_M", 4.6, 5.1)]
    [InlineData("70b", "Q4_K_M", 4.6, 5.1)]
    [InlineData("70b", "IQ2_XXS", 2.0, 2.4)]
    [InlineData("8x7b", "Q3_K_M", 3.6, 4.1)]
    public void A_bare_size_takes_the_bits_of_its_format(string size, string format, double least, double most)
    {
        var request = Requests.Of("llama-3.1-8b", format, 4096, KnownEngines.LlamaCpp) with { Model = TypicalModel.FromSize(size)! };
        var estimate = Requests.Estimate(request);
        Assert.InRange((estimate[PartKind.Weights] + estimate.HostWeights).Count * 8.0 / estimate.Parameters.Count, least, most);
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
