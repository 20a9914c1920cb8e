using VramBot.Commands.Replies;
using VramBot.Commands.Tests.Grammar;
using VramBot.Core.Languages;

namespace VramBot.Commands.Tests.Languages;

public sealed class LineLanguageTests
{
    [Theory]
    [InlineData("/vram llama-3.1-8b lang:pt", "pt-BR")]
    [InlineData("/vram lang:pt-BR llama-3.1-8b", "pt-BR")]
    [InlineData("/vram llama-3.1-8b idioma:pt", "pt-BR")]
    [InlineData("/vram llama-3.1-8b --lang=PT", "pt-BR")]
    [InlineData("/vram llama-3.1-8b language:en", "en")]
    [InlineData("/vram llama-3.1-8b", "en")]
    [InlineData("/vram nosuchmodel lang:pt", "pt-BR")]
    [InlineData("/vram-gpus rtx 40 lang:pt", "pt-BR")]
    public void A_line_says_its_language(string line, string tag) => Assert.Equal(tag, Lines.Desk.Ask(line).Language.Tag);

    [Theory]
    [InlineData("/vram llama-3.1-8b", "pt-BR")]
    [InlineData("/vram llama-3.1-8b lang:en", "en")]
    public void The_person_s_own_language_is_spoken_where_the_line_says_none(string line, string tag) => Assert.Equal(tag, Lines.Desk.Ask(line, Language.Named("pt")).Language.Tag);

    [Fact]
    public void A_language_that_nobody_speaks_is_a_problem_that_names_the_others()
    {
        var problem = Assert.Single(Lines.Desk.Ask("/vram llama-3.1-8b lang:tlh").Problems);
        Assert.Equal("lang.unknown", problem.Code);
        Assert.Contains("pt-BR (Português)", problem.Expected, StringComparison.Ordinal);
        Assert.Equal("/vram model:llama-3.1-8b", problem.Try);
    }

    [Fact]
    public void A_line_with_a_language_offers_lines_in_it()
    {
        var answer = Lines.Desk.Ask("/vram llama-3.3-70b gpu:3090 lang:pt");
        var commands = answer.Controls().Buttons.SelectMany(group => group).Select(button => button.Command).Concat(answer.Controls().Menus.SelectMany(menu => menu.Choices).Select(choice => choice.Command)).ToList();
        Assert.NotEmpty(commands);
        Assert.All(commands, command => Assert.EndsWith(" lang:pt-BR", command, StringComparison.Ordinal));
        Assert.All(answer.Reply.Sections.OfType<ReplySection.Lines>().SelectMany(lines => lines.Items).Select(line => line.Command).OfType<string>(), command => Assert.EndsWith(" lang:pt-BR", command, StringComparison.Ordinal));
        Assert.DoesNotContain("lang", answer.Reply.Title, StringComparison.Ordinal);
    }
}
