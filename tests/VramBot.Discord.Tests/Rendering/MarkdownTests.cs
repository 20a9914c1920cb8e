using FsCheck;
using FsCheck.Fluent;
using VramBot.Discord.Rendering;

namespace VramBot.Discord.Tests.Rendering;

public sealed class MarkdownTests
{
    [Theory]
    [InlineData("Q4_K_M with llama.cpp", @"Q4\_K\_M with llama.cpp")]
    [InlineData("`kv:` sets it", "`kv:` sets it")]
    [InlineData("`a_b` and a_b", @"`a_b` and a\_b")]
    [InlineData("**bold**", @"\*\*bold\*\*")]
    [InlineData("@everyone", @"\@everyone")]
    [InlineData("<@123> <#1>", @"\<\@123> \<#1>")]
    [InlineData("[free](https://example.com)", @"\[free\]\(https\://example.com)")]
    [InlineData("# big", @"\# big")]
    [InlineData("- item", @"\- item")]
    [InlineData("one ` alone", "one ' alone")]
    [InlineData("27–46 tokens/s (bound)", "27–46 tokens/s (bound)")]
    public void Text_loses_its_meaning_as_markdown(string text, string written) => Assert.Equal(written, Markdown.Of(text));

    /// <summary>Whatever is typed, an unescaped sign that formats, links or mentions is never left outside of code.</summary>
    [Fact]
    public void Nothing_formats_from_outside() => Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), typed =>
    {
        var (isCode, isEscaped) = (false, false);
        foreach (var sign in Markdown.Of(typed.Get))
        {
            if (!isCode && !isEscaped && sign is '*' or '_' or '~' or '|' or '<' or '[' or '@' && !isCode && !isEscaped)
                return false;
            if (sign == '`' && !isEscaped)
                isCode = !isCode;
            isEscaped = !isCode && !isEscaped && sign == '\\';
        }

        return !isCode;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_block_cannot_be_closed_from_within() => Assert.Equal("```\na ''' b\n```", Markdown.Block(["a ``` b"]));
}
