using FsCheck;
using FsCheck.Fluent;
using VramBot.Discord.Interactions;
using VramBot.Discord.Tests.Rendering;

namespace VramBot.Discord.Tests.Interactions;

/// <summary>What a click brings back is trusted no more than what a stranger writes.</summary>
public sealed class CustomIdsTests
{
    [Fact]
    public void A_button_brings_its_line_back()
    {
        var id = Rendered.Ids.Ask("/vram model:mixtral-8x7b precision:Q4_K_M gpu:\"2x 3090\"", 1, 2)!;
        Assert.InRange(id.Length, 1, 100);
        Assert.Equal(new("/vram model:mixtral-8x7b precision:Q4_K_M gpu:\"2x 3090\"", IsShared: false), CustomIds.Read(id, null));
    }

    [Fact]
    public void A_share_button_brings_its_line_back() =>
        Assert.Equal(new("/vram-fit gpu:4090", IsShared: true), CustomIds.Read(Rendered.Ids.Share("/vram-fit 4090")!, null));

    [Fact]
    public void A_menu_brings_the_chosen_line_back() =>
        Assert.Equal(new("/vram model:qwen3-8b ctx:8192", IsShared: false), CustomIds.Read(CustomIds.Menu(1), Rendered.Ids.Value("/vram qwen3-8b ctx:8192")));

    [Fact]
    public void A_line_that_is_too_long_has_no_button() => Assert.Null(Rendered.Ids.Ask($"/vram llama-3.1-8b flags:\"{string.Concat(Enumerable.Repeat("--port 8000 ", 20))}\"", 0, 0));

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1a0")]
    [InlineData("2a00vmqwen3-8b")]
    [InlineData("0a00vmqwen3-8b")]
    [InlineData("1x00vmqwen3-8b")]
    [InlineData("1a00")]
    [InlineData("1a00zmqwen3-8b")]
    [InlineData("1a00v?qwen3-8b")]
    [InlineData("1a00vmqwen3-8b;mqwen3-8b")]
    [InlineData("1a00vm")]
    [InlineData("1a00vmqwen3-8b;")]
    [InlineData("vram:precision:int4")]
    public void What_was_not_written_here_is_refused(string id) => Assert.Null(CustomIds.Read(id, null));

    [Theory]
    [InlineData("1m00", null)]
    [InlineData("1m00", "")]
    [InlineData("1m00", "vmqwen3-8b")]
    [InlineData("1m00", "2vmqwen3-8b")]
    [InlineData("1m00x", "1vmqwen3-8b")]
    [InlineData("1a00vmqwen3-8b", "1vmqwen3-8b")]
    public void A_menu_with_a_foreign_value_is_refused(string id, string? value) => Assert.Null(CustomIds.Read(id, value));

    [Fact]
    public void Nothing_that_comes_back_breaks_it() => Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), ArbMap.Default.ArbFor<NonNull<string>>(), (id, value) =>
    {
        CustomIds.Read($"1a00v{id.Get}", null);
        CustomIds.Read("1m00", $"1{value.Get}");
        CustomIds.Read(id.Get, value.Get);
    }).QuickCheckThrowOnFailure();
}
