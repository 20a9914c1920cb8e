using VramBot.Commands.Grammar;

namespace VramBot.Commands.Tests.Grammar;

public sealed class NumbersTests
{
    [Theory]
    [InlineData("4096", 4096)]
    [InlineData("4k", 4096)]
    [InlineData("4K", 4096)]
    [InlineData("128k", 131072)]
    [InlineData("1M", 1048576)]
    [InlineData("4_096", 4096)]
    [InlineData("4,096", 4096)]
    [InlineData("1.5k", 1536)]
    [InlineData("1,5k", 1536)]
    [InlineData("4.096", 4096)]
    [InlineData("131.072", 131072)]
    [InlineData("8192 tokens", 8192)]
    [InlineData("-1", -1)]
    public void Tokens_are_read_as_people_write_them(string text, long tokens) => Assert.Equal(tokens, Numbers.Tokens(text));

    [Theory]
    [InlineData("")]
    [InlineData("k")]
    [InlineData("4kk")]
    [InlineData("many")]
    [InlineData("0x10")]
    [InlineData("1e9")]
    [InlineData("4.5")]
    [InlineData("99999999999999999999999999999999999999")]
    public void Other_words_are_no_tokens(string text) => Assert.Null(Numbers.Tokens(text));
}
