using FsCheck;
using FsCheck.Fluent;
using VramBot.Slack.Interactions;
using VramBot.Slack.Tests.Rendering;

namespace VramBot.Slack.Tests.Interactions;

/// <summary>What people, keyboards and Slack make of a line.</summary>
public sealed class TypedTextTests
{
    [Theory]
    [InlineData("/vram", "model:mixtral-8x7b precision:int4", "/vram model:mixtral-8x7b precision:int4")]
    [InlineData("/vram", "  ", "/vram")]
    [InlineData("/vram-fit", "gpu:3060", "/vram-fit gpu:3060")]
    [InlineData("/vram-fit", "", "/vram-fit")]
    [InlineData("/VRAM", "qwen3-8b", "/VRAM qwen3-8b")]
    [InlineData("/gpu-memory", "qwen3-8b", "/vram qwen3-8b")]
    [InlineData("/vram", "fit 2x3090", "/vram fit 2x3090")]
    [InlineData("/vram", "/vram model:qwen3-8b", "/vram model:qwen3-8b")]
    [InlineData("/vram", "/vram-fit gpu:4090", "/vram-fit gpu:4090")]
    [InlineData("/vram", "/srv/models/x", "/vram /srv/models/x")]
    public void A_line_is_the_command_and_what_stands_behind_it(string command, string text, string line) => Assert.Equal(line, TypedText.Line(command, text));

    [Theory]
    [InlineData("flags:“—max-num-seqs 64”", "flags:\"--max-num-seqs 64\"")]
    [InlineData("–ub 2048", "--ub 2048")]
    [InlineData("llama–3.1‑8b", "llama-3.1-8b")]
    [InlineData("qwen3-8b\u00A0ctx:4k\u202Fgpu:4090", "qwen3-8b ctx:4k gpu:4090")]
    [InlineData("a\tb\nc", "a b c")]
    [InlineData("qwen3\u200B-8b\uFEFF", "qwen3-8b")]
    [InlineData("a &amp; b &lt;c&gt;", "a & b <c>")]
    [InlineData("&amp;lt;", "&lt;")]
    [InlineData("<@U123|ada> <@U123> <#C1|general> <!here> <!subteam^S1|@ops>", "@ada @U123 #general @here @ops")]
    [InlineData("<https://huggingface.co/a/b> <http://hf.co|hf.co>", "https://huggingface.co/a/b hf.co")]
    [InlineData("<", "<")]
    [InlineData("<<@U1>", "<@U1")]
    public void Signs_become_those_that_were_meant(string text, string clean) => Assert.Equal(clean, TypedText.Clean(text));

    [Theory]
    [InlineData("model:llama–3.1–8b gpu:“2x 3090”")]
    [InlineData("llama-3.1-8b\u00A0flags:“—max-num-seqs 64 —enforce-eager”")]
    [InlineData("fit gpu:3060-12gb")]
    [InlineData("plan llama-3.1-70b users:40 ctx:8k")]
    [InlineData("compare qwen3-14b vs phi-4 gpu:4070")]
    [InlineData("models qwen3")]
    [InlineData("gpus h100")]
    [InlineData("formats q4")]
    [InlineData("help")]
    public void What_is_typed_anywhere_is_understood_here(string text) => Assert.Empty(Rendered.Desk.Ask(TypedText.Line("/vram", text)).Problems);

    [Fact]
    public void Nothing_that_is_typed_breaks_it() => Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), typed => TypedText.Line("/vram", typed.Get).StartsWith('/')).QuickCheckThrowOnFailure();
}
