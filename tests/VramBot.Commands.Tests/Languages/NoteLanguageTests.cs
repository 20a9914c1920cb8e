using VramBot.Commands.Grammar;
using VramBot.Commands.Replies;
using VramBot.Commands.Tests.Grammar;
using VramBot.Core.Languages;

namespace VramBot.Commands.Tests.Languages;

/// <summary>What was taken for granted about a line is said in the person's language, and in nobody else's.</summary>
public sealed class NoteLanguageTests
{
    [Theory]
    [InlineData("/vram qwen3-30b-a3b precision:Q4_K_M gpu:8GB offload:auto", "as little in host memory as", "na memória do host, só o bastante")]
    [InlineData("/vram qwen3-8b precision:Q4_K_M gpu:4090 offload:auto", "nothing has to stay in host memory", "nada precisa ficar na memória do host")]
    [InlineData("/vram llama-3.3-70b precision:Q4_K_M gpu:3060-12gb ctx:128k users:16 offload:auto", "not even with every layer in host memory", "não cabe nem com todas as camadas na memória do host")]
    [InlineData("/vram llama-3.1-8b task:train gpu:h100", "is taken as task:full", "é entendido como task:full")]
    [InlineData("/vram qwen3-30b-a3b precision:Q4_K_M gpu:4090 flags:\"-ot blk.[5-9].ffn_.*_exps=CPU\"", "are counted as the first 5", "são contadas como as primeiras 5")]
    [InlineData("/vram qwen3-8b gpu:24GB", "Cards sold with 24 GB", "As placas vendidas com 24 GB")]
    [InlineData("/vram qwen3-8b gpu:28GB", "No current card is sold with 28 GB", "Nenhuma placa atual é vendida com 28 GB")]
    public void A_note_is_in_the_language_of_the_answer(string line, string english, string portuguese)
    {
        foreach (var asked in (string[])[$"{line} lang:pt", line, $"{line} lang:pt"])
        {
            var text = Said(Lines.Desk.Ask(asked));
            Assert.Equal(asked == line, text.Contains(english, StringComparison.Ordinal));
            Assert.Equal(asked != line, text.Contains(portuguese, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(1600, "$1,600", "US$ 1.600")]
    [InlineData(0.69, "$0.69", "US$ 0,69")]
    public void Money_is_written_as_the_language_writes_it(double dollars, string english, string portuguese)
    {
        Assert.Equal(english, Dollars.Of((decimal)dollars));
        using var spoken = Language.Named("pt")!.Spoken();
        Assert.Equal(portuguese, Dollars.Of((decimal)dollars));
    }

    private static string Said(Answer answer) => string.Join('\n', answer.Reply.Sections.Select(section => section switch
    {
        ReplySection.Paragraph paragraph => paragraph.Text,
        ReplySection.Lines lines => string.Join('\n', lines.Items.Select(line => line.Text)),
        _ => string.Empty,
    }).Append(answer.Reply.Headline).Append(answer.Reply.Footer));
}
