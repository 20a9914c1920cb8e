using VramBot.Commands.Grammar;
using VramBot.Core.Languages;

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

    // Discord takes at most 25 options of a command, and descriptions of at most 100 characters (its application command reference). Where some are rare, one option takes the text of them.
    [Fact]
    public void A_command_has_no_more_options_than_a_platform_takes() => Assert.All(
        CommandBook.All,
        command => Assert.InRange(command.Options.Count(option => !option.IsRare) + (command.Options.Any(option => option.IsRare) ? 1 : 0), 0, 25));

    public static TheoryData<string> Languages() => [.. Language.All.Select(language => language.Tag)];

    [Theory]
    [MemberData(nameof(Languages))]
    public void No_description_is_longer_than_a_platform_takes(string tag) => Assert.All(
        CommandBook.All.SelectMany(command => command.Options.Select(option => option.Summary).Append(command.Summary)).Select(text => Language.Named(tag)!.Of(text)),
        text => Assert.True(text.Length <= 100, $"{text.Length}: {text}"));

    public static TheoryData<string, string> Choices() => [.. CommandBook.Vram.Options.SelectMany(option => option.Choices.Select(choice => (option.Name, choice)))];

    [Theory]
    [MemberData(nameof(Choices))]
    public void Every_word_that_is_offered_is_answered(string option, string choice) =>
        Assert.Empty(Lines.Desk.Ask(option == "task" ? $"/vram llama-3.1-8b task:{choice}" : $"/vram llama-3.1-8b task:{(option == "targets" ? "lora" : "full")} gpus:8 {option}:{choice}").Problems);

    [Theory]
    [InlineData("seq", "ctx")]
    [InlineData("batch", "users")]
    [InlineData("adapter-rank", "rank")]
    [InlineData("gpus", "gpu")]
    public void An_option_has_other_words(string word, string option) => Assert.Equal(option, CommandBook.Vram.Find(word)?.Name);

    [Fact]
    public void Help_says_what_an_option_does_in_training()
    {
        string Said(string topic) => string.Join('\n', Lines.Desk.Ask($"/vram-help {topic}").Reply is { } reply ? [reply.Headline!, .. reply.Sections.OfType<Commands.Replies.ReplySection.Lines>().SelectMany(lines => lines.Items.Select(item => item.Text))] : []);
        Assert.Contains("in training samples of a micro-batch", Said("batch"), StringComparison.Ordinal);
        Assert.Contains("left out: 4096; in training 2048", Said("seq"), StringComparison.Ordinal);
        Assert.DoesNotContain("not there yet", Said("optimizer"), StringComparison.Ordinal);
        Assert.Contains("not there yet", Said("method"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/vram gpus rtx 40", "/vram-gpus rtx 40")]
    [InlineData("/vram models qwen3", "/vram-models qwen3")]
    [InlineData("/vram formats q4", "/vram-formats q4")]
    [InlineData("/vram help", "/vram-help")]
    [InlineData("/vram plan llama-3.1-8b users:40 gpu:h100", "/vram-plan llama-3.1-8b users:40 gpu:h100")]
    public void The_first_word_reaches_the_other_commands(string line, string same) => Assert.Equal(Lines.Desk.Ask(same).Reply.Title, Lines.Desk.Ask(line).Reply.Title);

    [Theory]
    [InlineData("/vram-glossary kv")]
    public void A_command_that_is_not_built_says_so(string line) => Assert.Equal("command.unbuilt", Lines.Desk.Ask(line).Problems[0].Code);
}
