using VramBot.Terminal.Accuracy;
using VramBot.Testing;

namespace VramBot.Terminal.Tests.Accuracy;

public sealed class CardNamesTests
{
    private static readonly CardNames Cards = new(ShippedCatalogs.Catalog.Gpus);

    // Names as the measured cases print them.
    [Theory]
    [InlineData("NVIDIA H100 80GB HBM3", "H100")]
    [InlineData("NVIDIA A100-SXM4-80GB", "A100")]
    [InlineData("Tesla T4", "T4")]
    [InlineData("NVIDIA GeForce RTX 3080 10GB", "RTX 3080")]
    [InlineData("NVIDIA RTX PRO 6000 Blackwell Workstation Edition", "RTX PRO 6000")]
    [InlineData("NVIDIA L4", "L4")]
    public void A_card_is_found_in_a_sources_own_words(string name, string part) =>
        Assert.Contains(part, Cards.Find(name, null)?.Name ?? string.Empty, StringComparison.Ordinal);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("32GB card (31.84 GiB = 32,607 MiB, RTX 5090 size)")]
    [InlineData("none (no-alloc dry run on a stand-in for a CUDA sm_90 device)")]
    [InlineData("H100-class")]
    public void Words_that_name_no_card_find_none(string? name) => Assert.Null(Cards.Find(name, null));

    [Fact]
    public void Memory_that_the_source_printed_is_taken_when_it_is_that_cards() =>
        Assert.Equal(79.19, Cards.Find("NVIDIA H100 80GB", 79.19)!.Usable.TotalGibibytes, 6);

    [Fact]
    public void Memory_of_another_size_is_not() => Assert.NotEqual(40, Cards.Find("NVIDIA H100 80GB", 40)!.Usable.TotalGibibytes);
}
