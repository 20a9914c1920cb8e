using FsCheck;
using FsCheck.Fluent;
using VramBot.Slack.Interactions;
using VramBot.Slack.Tests.Rendering;

namespace VramBot.Slack.Tests.Interactions;

/// <summary>What a click brings back is trusted no more than what a stranger writes.</summary>
public sealed class ClickStateTests
{
    private const string Long = "/vram model:llama-3.1-8b ctx:4096 gpu:rtx-4090 flags:\"--gpu-memory-utilization 0.8 --max-num-seqs 64 --enforce-eager\"";

    [Fact]
    public void A_button_brings_its_line_back() => Assert.Equal(
        new("/vram model:mixtral-8x7b precision:Q4_K_M gpu:\"2x 3090\"", IsShared: false),
        ClickState.Read(ClickState.Ask(1, 2), null, Rendered.State.Button("/vram model:mixtral-8x7b precision:Q4_K_M gpu:\"2x 3090\"")));

    [Fact]
    public void A_share_button_brings_its_line_back() =>
        Assert.Equal(new("/vram-fit gpu:4090", IsShared: true), ClickState.Read(ClickState.Share, null, Rendered.State.Button("/vram-fit 4090")));

    [Fact]
    public void A_menu_brings_the_chosen_line_back() =>
        Assert.Equal(new("/vram model:qwen3-8b ctx:8192", IsShared: false), ClickState.Read(ClickState.Menu(1), null, Rendered.State.Choice(null, "/vram qwen3-8b ctx:8192")));

    [Fact]
    public void A_long_line_is_told_by_what_changes()
    {
        var (row, wanted) = (Rendered.State.Row(Long), Long.Replace("4096", "8192", StringComparison.Ordinal));
        var value = Rendered.State.Choice(row, wanted)!;
        Assert.StartsWith("1~", value, StringComparison.Ordinal);
        Assert.InRange(value.Length, 1, 75);
        Assert.Equal(new(wanted, IsShared: false), ClickState.Read(ClickState.Menu(0), row, value));
        Assert.Equal(new(Long, IsShared: false), ClickState.Read(ClickState.Menu(0), row, Rendered.State.Choice(row, Long)));
        Assert.Null(Rendered.State.Choice(null, wanted));
    }

    /// <summary>Whatever changes between two long lines, the change reads back as the second.</summary>
    [Fact]
    public void Every_change_reads_back() => Prop.ForAll(Gen.Elements("4096", "4069", "9", "44096", "40960").ToArbitrary(), Gen.Elements("rtx-4090", "rtx-3090", "2xrtx-4090", "a").ToArbitrary(), (tokens, card) =>
    {
        var (row, wanted) = (Rendered.State.Row(Long), Long.Replace("4096", tokens, StringComparison.Ordinal).Replace("rtx-4090", card, StringComparison.Ordinal));
        return ClickState.Read(ClickState.Menu(0), row, Rendered.State.Choice(row, wanted))?.Line == wanted;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_line_that_is_too_long_has_no_button() => Assert.Null(Rendered.State.Button($"/vram llama-3.1-8b flags:\"{string.Concat(Enumerable.Repeat("--port 8000 ", 200))}\""));

    [Theory]
    [InlineData("ask-0-0", null, null)]
    [InlineData("ask-0-0", null, "")]
    [InlineData("ask-0-0", null, "1")]
    [InlineData("ask-0-0", null, "0vmqwen3-8b")]
    [InlineData("ask-0-0", null, "2vmqwen3-8b")]
    [InlineData("ask-0-0", null, "vmqwen3-8b")]
    [InlineData("ask-0-0", null, "1?mqwen3-8b")]
    [InlineData("ask-0-0", null, "1v?qwen3-8b")]
    [InlineData("ask-0-0", null, "1vm")]
    [InlineData("ask-0-0", null, "1vmqwen3-8b;")]
    [InlineData("ask-0-0", null, "1vmqwen3-8b;mqwen3-8b")]
    [InlineData("ask-0-0", "1vmqwen3-8b", "1~3,0,x")]
    [InlineData("nothing", null, "1vmqwen3-8b")]
    [InlineData("", null, "1vmqwen3-8b")]
    [InlineData("menu-0", null, "1~3,0,x")]
    [InlineData("menu-0", "", "1~0,0,vmqwen3-8b")]
    [InlineData("menu-0", "2vmqwen3-8b", "1~3,0,x")]
    [InlineData("menu-0", "1vmqwen3-8b", "1~")]
    [InlineData("menu-0", "1vmqwen3-8b", "1~3,0")]
    [InlineData("menu-0", "1vmqwen3-8b", "1~-1,0,x")]
    [InlineData("menu-0", "1vmqwen3-8b", "1~3,9,x")]
    [InlineData("menu-0", "1vmqwen3-8b", "1~99999999999,0,x")]
    [InlineData("menu-0", "1vmqwen3-8b", "1~ 3,0,x")]
    public void What_was_not_written_here_is_refused(string actionId, string? blockId, string? value) => Assert.Null(ClickState.Read(actionId, blockId, value));

    [Fact]
    public void Nothing_that_comes_back_breaks_it() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), ArbMap.Default.ArbFor<NonNull<string>>(), ArbMap.Default.ArbFor<NonNull<string>>(), (block, id, value) =>
    {
        ClickState.Read("ask-0-0", block, $"1v{value.Get}");
        ClickState.Read("menu-0", $"1{block}", $"1~{value.Get}");
        ClickState.Read("menu-0", $"1{block}", $"1~0,0,{value.Get}");
        ClickState.Read(id.Get, block, value.Get);
    }).QuickCheckThrowOnFailure();
}
