using VramBot.Commands.Grammar;
using VramBot.Commands.Replies;
using VramBot.Slack.Messages;
using VramBot.Slack.Rendering;
using VramBot.Slack.Tests.Blocks;
using VramBot.Testing;

namespace VramBot.Slack.Tests.Rendering;

/// <summary>Messages as they are approved, and what holds for every one of them.</summary>
public sealed class MessageRendererTests
{
    [Theory]
    [InlineData("mixtral-int4", "/vram model:mixtral-8x7b precision:int4 ctx:4096", false)]
    [InlineData("llama-70b-on-two-3090", "/vram llama-3.3-70b gpu:2x3090", false)]
    [InlineData("too-large-for-a-4090", "/vram llama-3.3-70b gpu:4090 precision:bf16", false)]
    [InlineData("qlora-on-3060-in-private", "/vram llama-3.1-8b task:qlora gpu:3060-12gb", true)]
    [InlineData("fit-3060", "/vram-fit gpu:3060-12gb", false)]
    [InlineData("compare-formats", "/vram-compare llama-3.1-8b precisions:Q8_0,Q5_K_M,Q4_K_M gpu:3060-12gb ctx:8k", false)]
    [InlineData("plan-forty-users", "/vram-plan llama-3.1-70b users:40 prompt:7k output:1k gpu:h100", false)]
    [InlineData("every-card", "/vram mixtral-8x7b precision:int4 gpu:all", false)]
    [InlineData("not-understood", "/vram mixtal-8x7b ctx:4kk prezision:int4", false)]
    [InlineData("what-a-stranger-types", "/vram model:\"**bold** <!channel> :tada: <https://example.com|free> <@U1> ``` `x`\"", false)]
    [InlineData("help", "/vram-help", false)]
    [InlineData("models", "/vram-models mixtral", false)]
    public void A_message_reads_as_approved(string name, string line, bool isPrivate) =>
        Assert.Equal(string.Empty, Approval.Difference(name, Rendered.Text(Rendered.Of(line, isPrivate))));

    /// <summary>Every model of the catalog, each with other options in turn: nothing that Slack would refuse, and every click leads to a line.</summary>
    [Fact]
    public void No_message_exceeds_a_limit()
    {
        string[] options =
        [
            string.Empty, " gpu:2x3090", " gpu:4090 users:16 ctx:32k", " precision:Q4_K_M gpu:3060-12gb", " task:qlora gpu:4090", " task:full", " gpu:all", " budget:3000", " precision:int4 gpu:4090+3090 engine:llama.cpp",
            " gpu:8xh100 users:200 flags:\"--gpu-memory-utilization 0.8 --max-num-seqs 64 --enforce-eager\"", " ctx:max users:100000", " task:lora gpu:all",
        ];
        foreach (var (place, model) in ShippedCatalogs.Catalog.Models.All.Index())
        {
            var line = $"/vram {model.Id}{options[place % options.Length]}";
            var message = Rendered.Of(line, isPrivate: place % 3 == 0);
            Assert.True(SlackRules.ProblemsOf(Rendered.Json(message)) is { Count: 0 } fine, $"{line}: {string.Join("; ", SlackRules.ProblemsOf(Rendered.Json(message)))}");
            Assert.DoesNotContain(null, Rendered.Clicks(message));
        }
    }

    [Theory]
    [InlineData("/vram-fit gpu:4090")]
    [InlineData("/vram-fit gpu:8xh100 users:16 ctx:32k")]
    [InlineData("/vram-compare qwen3-14b vs gemma-3-12b vs phi-4 gpu:4070")]
    [InlineData("/vram-plan model:llama-3.3-70b precision:fp8 gpu:2xh100 users:60 classes:\"chat 1k+500 80%, rag 8k+500 15%, long 60k+2k 5%\"")]
    [InlineData("/vram-gpus budget:all")]
    [InlineData("/vram-gpus")]
    [InlineData("/vram-models")]
    [InlineData("/vram-formats")]
    [InlineData("/vram-help flags")]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/vram")]
    [InlineData("/vram-glossary kv")]
    public void Other_answers_stay_within_the_limits_too(string line) => Assert.Empty(SlackRules.ProblemsOf(Rendered.Json(Rendered.Of(line))));

    /// <summary>Every topic of the guide, in each language.</summary>
    public static TheoryData<string> Guide() =>
        [.. from topic in CommandBook.Guide.Find("topic")!.Choices.Prepend(string.Empty) from language in VramBot.Core.Languages.Language.All select $"/vram-guide {topic} lang:{language.Tag}"];

    [Theory]
    [MemberData(nameof(Guide))]
    public void A_topic_of_the_guide_stays_within_the_limits_whole(string line)
    {
        var message = Rendered.Of(line, isPrivate: true);
        Assert.Empty(SlackRules.ProblemsOf(Rendered.Json(message)));
        Assert.DoesNotContain("do not fit here", Rendered.Text(message), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/vram mixtral-8x7b precision:int4")]
    [InlineData("/vram llama-3.3-70b gpu:4090")]
    [InlineData("/vram llama-3.3-70b gpu:2x3090 ctx:32k users:4")]
    [InlineData("/vram qwen3-30b-a3b precision:Q4_K_M gpu:8GB offload:auto")]
    [InlineData("/vram llama-3.1-8b task:qlora gpu:3060-12gb")]
    [InlineData("/vram llama-3.1-8b task:full")]
    [InlineData("/vram llama-3.1-8b gpu:4090 flags:\"--gpu-memory-utilization 0.8 --max-num-seqs 64 --enforce-eager\"")]
    [InlineData("/vram-fit gpu:3060-12gb")]
    [InlineData("/vram-guide")]
    [InlineData("/vram-guide kv")]
    [InlineData("/vram-guide gpus lang:pt")]
    [InlineData("/vram-plan llama-3.1-70b users:40 ctx:8k")]
    [InlineData("/vram mixtal-8x7b ctx:4kk")]
    public void Every_click_is_answered(string line)
    {
        var clicks = Rendered.Clicks(Rendered.Of(line)).ToList();
        Assert.NotEmpty(clicks);
        Assert.All(clicks, click => Assert.Empty(Rendered.Desk.Ask(click!.Line).Problems));
    }

    /// <summary>Lines that are longer than a menu's value keep their menus.</summary>
    [Fact]
    public void A_long_line_keeps_its_menus()
    {
        var message = Rendered.Of("/vram llama-3.1-8b gpu:4090 flags:\"--gpu-memory-utilization 0.8 --max-num-seqs 64 --enforce-eager\"");
        var lengths = Rendered.Controls(message).Single(control => control.Element.Placeholder?.Text == "Context");
        Assert.Contains(lengths.Element.Options!.Value, option => option.Value.StartsWith("1~", StringComparison.Ordinal));
        Assert.Contains(Rendered.Clicks(message), click => click!.Line.Contains("ctx:8192", StringComparison.Ordinal) && click.Line.Contains("--enforce-eager", StringComparison.Ordinal));
    }

    [Fact]
    public void A_row_of_menus_is_another_one_for_another_question() =>
        Assert.NotEqual(Rendered.Controls(Rendered.Of("/vram qwen3-8b ctx:4096")).First().Row, Rendered.Controls(Rendered.Of("/vram qwen3-8b ctx:8192")).First().Row);

    [Theory]
    [InlineData("/vram qwen3-8b", true, true)]
    [InlineData("/vram qwen3-8b", false, false)]
    [InlineData("/vram qwen3-8bx ctx:zz", true, false)]
    public void Only_a_private_answer_can_be_shared(string line, bool isPrivate, bool shares) =>
        Assert.Equal(shares, Rendered.Controls(Rendered.Of(line, isPrivate)).Any(control => control.Element.ActionId == "share"));

    [Fact]
    public void A_host_may_have_no_sharing() => Assert.DoesNotContain(
        Rendered.Controls(new MessageRenderer(new(Rendered.State), new(Shares: false)).Render(Rendered.Desk.Ask("/vram qwen3-8b"), "/vram qwen3-8b", new(true))),
        control => control.Element.ActionId == "share");

    [Fact]
    public void The_text_for_notifications_is_the_sentence_that_matters()
    {
        Assert.StartsWith("Llama-3.3-70B-Instruct · bf16 · 4,096 tokens: ❌ No, it does not fit: ", Rendered.Of("/vram llama-3.3-70b gpu:4090 precision:bf16").Text, StringComparison.Ordinal);
        Assert.StartsWith("That was not understood: I don't know the model", Rendered.Of("/vram mixtal-8x7b").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_too_long_loses_whole_lines_and_says_so()
    {
        var reply = new Reply("x") { Sections = [.. Enumerable.Range(0, 500).Select(number => new ReplySection.Lines(string.Empty, [new(LineMark.None, $"{number}: a line of some length, as they are")]))] };
        var sections = ReplySections.Of(reply, 40);
        Assert.Equal(40, sections.Length);
        Assert.Equal("… 461 more lines do not fit here.", sections[^1].Text!.Text);
        Assert.All(sections[..^1], section => Assert.EndsWith("as they are", section.Text!.Text, StringComparison.Ordinal));
        using var spoken = VramBot.Core.Languages.Language.Named("pt")!.Spoken();
        Assert.Equal("… 461 linhas a mais não cabem aqui.", ReplySections.Of(reply, 40)[^1].Text!.Text);
    }

    [Fact]
    public void A_long_part_goes_on_in_another_section()
    {
        var reply = new Reply("x") { Sections = [new ReplySection.Code("Run", [.. Enumerable.Range(0, 300).Select(number => $"{number} a line & more of it, to be copied")], "As it is.")] };
        var sections = ReplySections.Of(reply, 40);
        Assert.InRange(sections.Length, 4, 6);
        Assert.All(sections, section => Assert.InRange(section.Text!.Text.Length, 1, SlackLimits.Text));
        Assert.All(sections[..^1], section => Assert.EndsWith("\n```", section.Text!.Text, StringComparison.Ordinal));
        Assert.InRange(sections.Sum(section => section.Text!.Text.Length), 11_000, SlackLimits.AllText);
        Assert.Matches(@"^… \d+ more lines do not fit here\.$", sections[^1].Text!.Text);
    }

    [Fact]
    public void A_line_that_fits_nowhere_is_counted()
    {
        var sections = ReplySections.Of(new Reply("x") { Sections = [new ReplySection.Paragraph("before"), new ReplySection.Paragraph(new('x', 3001))] }, 40);
        Assert.Equal(["before", "… 1 more line does not fit here."], sections.Select(section => section.Text!.Text));
    }
}
