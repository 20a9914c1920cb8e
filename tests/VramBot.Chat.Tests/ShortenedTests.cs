namespace VramBot.Chat.Tests;

public sealed class ShortenedTests
{
    [Theory]
    [InlineData("abcd", 4, "abcd")]
    [InlineData("abcdef", 4, "abc…")]
    [InlineData("ab def", 4, "ab…")]
    [InlineData("abc", 1, "…")]
    [InlineData("😀😀", 3, "😀…")]
    [InlineData("a😀b", 3, "a…")]
    [InlineData("", 0, "")]
    public void What_is_too_long_loses_its_end(string text, int most, string written) => Assert.Equal(written, Shortened.To(text, most));

    [Theory]
    [InlineData("a&b", 3, "a…")]
    [InlineData("a&b", 7, "a&b")]
    [InlineData("&&", 9, "&…")]
    public void Signs_count_as_a_platform_writes_them(string text, int most, string written) => Assert.Equal(written, Shortened.To(text, most, sign => sign == '&' ? 5 : 1));
}
