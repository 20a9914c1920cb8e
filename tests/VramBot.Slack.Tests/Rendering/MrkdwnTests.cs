using FsCheck;
using FsCheck.Fluent;
using VramBot.Chat;
using VramBot.Slack.Rendering;

namespace VramBot.Slack.Tests.Rendering;

public sealed class MrkdwnTests
{
    /// <summary>A space of no width is written as ¦ here.</summary>
    [Theory]
    [InlineData("Q4_K_M with llama.cpp", "Q4_K_M with llama.cpp")]
    [InlineData("max_num_seqs and max_model_len", "max_num_seqs and max_model_len")]
    [InlineData("`kv:` sets it", "`kv:` sets it")]
    [InlineData("`a_b` and _a_", "`a_b` and ¦_¦a_")]
    [InlineData("*bold*", "¦*¦bold*")]
    [InlineData("**bold**", "¦*¦¦*¦bold**")]
    [InlineData("about ~3 GiB", "about ~3 GiB")]
    [InlineData("2 * 3 * 4", "2 * 3 * 4")]
    [InlineData("<!channel> <@U1> <https://example.com|free>", "&lt;!channel&gt; &lt;@U1&gt; &lt;https://example.com|free&gt;")]
    [InlineData("a & b &amp; c", "a &amp; b &amp;amp; c")]
    [InlineData("`<a & b>`", "`&lt;a &amp; b&gt;`")]
    [InlineData("> a quote", "¦&gt;¦ a quote")]
    [InlineData(":tada: and ctx:4096 gpu:all", "¦:¦tada: and ctx:4096 gpu:all")]
    [InlineData("one ` alone", "one ' alone")]
    [InlineData("```x```", "¦`x`¦")]
    [InlineData(":a``b:", ":a¦b:")]
    [InlineData("*`a`* and _`b`_", "¦*¦`a`* and ¦_¦`b`_")]
    [InlineData("27–46 tokens/s (bound)", "27–46 tokens/s (bound)")]
    public void Text_loses_its_meaning(string text, string written) => Assert.Equal(written, Mrkdwn.Of(text).Replace('\u200B', '¦'));

    /// <summary>Whatever is typed, what is written reads back as it was, without a bare bracket.</summary>
    [Fact]
    public void Escaping_loses_nothing() => Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), typed =>
    {
        var written = Mrkdwn.Escape(typed.Get);
        return !written.Contains('<', StringComparison.Ordinal) && !written.Contains('>', StringComparison.Ordinal)
            && written.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal) == typed.Get;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Nothing_formats_from_outside() => Prop.ForAll(Gen.Elements([.. "*_~:`<>&a1 \n"]).ArrayOf().Select(signs => new string(signs)).ToArbitrary(), typed =>
    {
        var written = Mrkdwn.Of(typed);
        var outside = string.Join('`', written.Split('`').Where((_, place) => place % 2 == 0));
        return written.Count(sign => sign == '`') % 2 == 0 && !outside.Contains('<', StringComparison.Ordinal)
            && !System.Text.RegularExpressions.Regex.IsMatch(outside, @"(?<![\w\u200B])([*_~])(?![\s\u200B]).*\1|(?<!\u200B):\w+:");
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_length_is_held_whatever_is_typed() => Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), Gen.Choose(1, 200).ToArbitrary(), (typed, most) =>
    {
        var text = string.Concat(Enumerable.Repeat($"<&{typed.Get}", 5));
        return Mrkdwn.Escape(text, most).Length <= most && Shortened.To(text, most).Length <= most && Mrkdwn.Of(text, most + 20).Length <= most + 20;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("abcdef", 4, "abc…")]
    [InlineData("abcd", 4, "abcd")]
    [InlineData("a&b", 6, "a…")]
    [InlineData("a&b", 7, "a&amp;b")]
    [InlineData("😀😀", 3, "😀…")]
    [InlineData("a😀b", 3, "a…")]
    public void What_is_too_long_loses_its_end(string text, int most, string written) => Assert.Equal(written, Mrkdwn.Escape(text, most));

    [Fact]
    public void A_fence_cannot_be_closed_from_within() => Assert.Equal("a ''' b &lt;", Mrkdwn.Fixed("a ``` b <  "));
}
