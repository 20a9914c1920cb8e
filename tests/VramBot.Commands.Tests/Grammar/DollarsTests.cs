using VramBot.Commands.Grammar;

namespace VramBot.Commands.Tests.Grammar;

public sealed class DollarsTests
{
    [Theory]
    [InlineData("3000", 3000)]
    [InlineData("$3,000", 3000)]
    [InlineData("3k", 3000)]
    [InlineData("US$ 3.000", 3000)]
    [InlineData("1,5k", 1500)]
    [InlineData("$1.5K", 1500)]
    [InlineData("2500usd", 2500)]
    [InlineData("2500 dollars", 2500)]
    [InlineData("USD 900", 900)]
    [InlineData("1m", 1_000_000)]
    [InlineData("1", 1)]
    public void A_sum_is_read_as_people_write_it(string text, int dollars) => Assert.Equal(dollars, Dollars.Read(text));

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("much")]
    [InlineData("3kk")]
    [InlineData("€300")]
    [InlineData("999999999999")]
    public void Other_words_are_no_sum(string text) => Assert.Null(Dollars.Read(text));

    [Theory]
    [InlineData(3000, "$3,000")]
    [InlineData(0.39, "$0.39")]
    [InlineData(16.8, "$16.80")]
    public void A_sum_is_printed_with_cents_where_it_has_some(double dollars, string printed) => Assert.Equal(printed, Dollars.Of((decimal)dollars));
}
