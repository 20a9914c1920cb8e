using FsCheck;
using FsCheck.Fluent;
using VramBot.Commands.Grammar;
using VramBot.Commands.Guide;
using VramBot.Commands.Replies;
using VramBot.Commands.Tests.Grammar;
using VramBot.Core.Languages;

namespace VramBot.Commands.Tests.Guide;

/// <summary>What holds for every topic of the guide.</summary>
public sealed class GuideTopicTests
{
    public static TheoryData<string> Topics() => [.. Guides.Topics];

    public static TheoryData<string, string> TopicsInEachLanguage() => [.. from line in Guides.Topics from language in Guides.Languages select (line, language)];

    [Theory]
    [MemberData(nameof(TopicsInEachLanguage))]
    public void A_topic_is_answered_in_each_language(string line, string language)
    {
        var reply = Guides.Answer($"{line} lang:{language}");
        Assert.NotEmpty(reply.Sections);
        Assert.All(Guides.Texts(reply), text => Assert.Equal(text.Trim(), text));
        Assert.NotEmpty(reply.Headline!);
    }

    /// <summary>A text that the language has is not left in English.</summary>
    [Theory]
    [MemberData(nameof(Topics))]
    public void Nothing_is_left_in_English(string line)
    {
        var portuguese = Language.Named("pt")!;
        Assert.All(Guides.Texts(Guides.Answer($"{line} lang:pt")), text => Assert.True(portuguese.Find(text) is not { } own || own == text || own.Equals(text, StringComparison.OrdinalIgnoreCase), text));
    }

    [Theory]
    [MemberData(nameof(Topics))]
    public void Every_line_behind_a_row_or_a_button_is_answered(string line) =>
        Assert.All(Guides.Asked(Guides.Answer(line)), asked => Assert.True(Lines.Desk.Ask(asked) is { Problems.Length: 0 } fine, $"{asked}: {string.Join(' ', Lines.Desk.Ask(asked).Problems.Select(problem => problem.Expected))}"));

    [Theory]
    [MemberData(nameof(TopicsInEachLanguage))]
    public void A_table_has_eight_rows_or_a_few_more_and_stands_on_a_phone(string line, string language)
    {
        foreach (var table in Guides.Tables(Guides.Answer($"{line} lang:{language}")))
        {
            Assert.InRange(table.Rows.Length, 1, 11);
            Assert.All(TableText.Lines(table), text => Assert.True(text.TrimEnd().Length <= TableText.PhoneWidth + 2, text));
        }
    }

    [Fact]
    public void The_list_has_a_line_and_a_button_for_each_topic()
    {
        var answer = Lines.Desk.Ask("/vram-guide");
        Assert.Equal(GuideTopics.Names.Select(name => $"/vram-guide topic:{name}"), Guides.Asked(answer.Reply));
        Assert.Equal(GuideTopics.Names.Select(name => $"/vram-guide topic:{name}"), answer.Controls().Buttons.SelectMany(row => row).Select(button => button.Command));
        Assert.All(answer.Controls().Buttons, row => Assert.InRange(row.Length, 1, 5));
        Assert.InRange(answer.Controls().Buttons.Length, 1, 5);
    }

    [Fact]
    public void The_list_hands_a_model_and_cards_on_to_the_topics_that_take_them()
    {
        var asked = Guides.Asked(Guides.Answer("/vram-guide model:qwen3-8b gpu:4090")).ToList();
        Assert.Contains("/vram-guide topic:gguf model:qwen3-8b gpu:4090", asked);
        Assert.Contains("/vram-guide topic:kv model:qwen3-8b", asked);
        Assert.Contains("/vram-guide topic:quick", asked);
    }

    [Fact]
    public void No_word_means_two_topics()
    {
        Assert.Distinct(GuideTopics.All.SelectMany(topic => topic.Aliases.Append(topic.Name)), StringComparer.OrdinalIgnoreCase);
        Assert.All(GuideTopics.All, topic => Assert.All(topic.Aliases.Append(topic.Name), name => Assert.Same(topic, GuideTopics.Find(name))));
    }

    [Theory]
    [InlineData("/vram-guide kv qwen3-8b", "/vram-guide kv model:qwen3-8b")]
    [InlineData("/vram-guide kv llama3.1:8b", "/vram-guide kv model:llama3.1:8b")]
    [InlineData("/vram guide gguf", "/vram-guide gguf")]
    [InlineData("/vram-guide multi gpu", "/vram-guide multi-gpu")]
    [InlineData("/vram-guide KV_cache", "/vram-guide kv")]
    [InlineData("/vram-guide regras", "/vram-guide rules")]
    public void A_topic_may_be_said_in_other_words(string line, string same) => Assert.Equal(Guides.Texts(Guides.Answer(same)), Guides.Texts(Guides.Answer(line)));

    [Theory]
    [InlineData("/vram-guide kvv", "topic.unknown", "/vram-guide topic:kv")]
    [InlineData("/vram-guide xyzzyx", "topic.unknown", "/vram-guide")]
    [InlineData("/vram-guide quick model:qwen3-8b", "model.unused", "/vram-guide topic:quick")]
    [InlineData("/vram-guide kv gpu:4090", "gpu.unused", "/vram-guide topic:kv")]
    [InlineData("/vram-guide kv model:lama-3.1-8b", "model.unknown", "/vram-guide topic:kv model:meta-llama/Llama-3.1-8B")]
    [InlineData("/vram-guide kv model:zamba2-7b", "model.shape", "/vram-guide topic:kv")]
    [InlineData("/vram-guide gguf gpu:all", "gpu.missing", "/vram-guide topic:gguf")]
    [InlineData("/vram-guide zero gpu:4090", "topic.empty", "/vram-guide topic:zero")]
    [InlineData("/vram-guide gguf gpux:4090", "option.unknown", null)]
    public void What_cannot_be_answered_says_what_to_type(string line, string code, string? instead)
    {
        var problem = Lines.Desk.Ask(line).Problems[0];
        Assert.Equal(code, problem.Code);
        if (instead is not null)
            Assert.Equal(instead, problem.Try);
        Assert.Empty(Lines.Desk.Ask(problem.Try).Problems);
    }

    private static readonly Gen<string> Line =
        from topic in Gen.Elements([.. GuideTopics.Names, "kvv", "", "rapido"])
        from model in Gen.Elements("", " model:phi-2", " model:deepseek-v3", " model:175b", " model:zamba2-7b", " model:whisper-large-v3", " model:gpt-3", " model:mamba-2.8b", " model:gpt-oss-20b", " model:nothing")
        from gpu in Gen.Elements("", " gpu:4090", " gpu:m3-max-64gb", " gpu:8xh100", " gpu:4090+3060-12gb", " gpu:24GB", " gpu:all", " gpu:2", " gpu:rx-7900-xtx", " gpu:t4", " gpu:xx")
        select $"/vram-guide {topic}{model}{gpu}";

    [Fact]
    public void Any_line_is_answered_or_refused_with_lines_that_are_answered() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Line.ToArbitrary(), line =>
        {
            var answer = Lines.Desk.Ask(line);
            _ = answer.Controls();
            foreach (var problem in answer.Problems)
                if (problem.Expected.Length == 0 || Lines.Desk.Ask(problem.Try).Problems.Length > 0)
                    throw new InvalidOperationException($"{line}: {problem.Code}: {problem.Try}");
            return answer.Problems.Length > 0 || answer.Reply.Sections.OfType<ReplySection.Table>().All(table => TableText.Lines(table).Any());
        }));
}
