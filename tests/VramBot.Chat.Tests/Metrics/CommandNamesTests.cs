using FsCheck;
using FsCheck.Fluent;
using VramBot.Chat.Metrics;
using VramBot.Commands.Grammar;

namespace VramBot.Chat.Tests.Metrics;

/// <summary>Which command a line is counted as.</summary>
public sealed class CommandNamesTests
{
    [Theory]
    [InlineData("/vram qwen3-8b", "vram")]
    [InlineData("/vram", "vram")]
    [InlineData("/VRAM qwen3-8b", "vram")]
    [InlineData("/vram fit gpu:4090", "vram-fit")]
    [InlineData("/vram-fit gpu:4090", "vram-fit")]
    [InlineData("/vram  help", "vram-help")]
    [InlineData("/vram fitting", "vram")]
    [InlineData("vram-gpus rtx", "vram-gpus")]
    [InlineData("/drop tables", "other")]
    [InlineData("", "other")]
    public void A_line_is_counted_as_its_command(string line, string name) => Assert.Equal(name, CommandNames.Of(line));

    // Labels are the book's own words, so that there are never more of them.
    [Fact]
    public void Nothing_that_is_typed_becomes_a_label() => Prop.ForAll<string>(line =>
        CommandNames.Of(line ?? string.Empty) is var name && (name == CommandNames.Other || CommandBook.All.Any(command => ReferenceEquals(command.Name, name)))).QuickCheckThrowOnFailure();
}
