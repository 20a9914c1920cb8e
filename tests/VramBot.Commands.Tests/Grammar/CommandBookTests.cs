using VramBot.Commands.Grammar;

namespace VramBot.Commands.Tests.Grammar;

public sealed class CommandBookTests
{
    public static TheoryData<string> Examples() => [.. CommandBook.All.SelectMany(command => command.Examples)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_is_answered(string line) => Assert.Empty(Lines.Desk.Ask(line).Problems);

    [Fact]
    public void No_word_names_two_options()
    {
        foreach (var command in CommandBook.All)
            Assert.Distinct(command.Options.SelectMany(option => option.Aliases.Prepend(option.Name)));
    }

    [Fact]
    public void Everything_is_described_in_both_languages() => Assert.All(CommandBook.All, command =>
    {
        Assert.NotEmpty(command.SummaryPortuguese);
        Assert.All(command.Options, option => Assert.False(string.IsNullOrEmpty(option.SummaryPortuguese)));
    });

    [Theory]
    [InlineData("/vram gpus rtx 40", "/vram-gpus rtx 40")]
    [InlineData("/vram models qwen3", "/vram-models qwen3")]
    [InlineData("/vram formats q4", "/vram-formats q4")]
    [InlineData("/vram help", "/vram-help")]
    public void The_first_word_reaches_the_other_commands(string line, string same) => Assert.Equal(Lines.Desk.Ask(same).Reply.Title, Lines.Desk.Ask(line).Reply.Title);

    [Theory]
    [InlineData("/vram-fit gpu:4090")]
    [InlineData("/vram-plan")]
    [InlineData("/vram-compare")]
    [InlineData("/vram-glossary kv")]
    public void A_command_that_is_not_built_says_so(string line) => Assert.Equal("command.unbuilt", Lines.Desk.Ask(line).Problems[0].Code);
}
