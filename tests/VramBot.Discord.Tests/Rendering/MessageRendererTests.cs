using System.Collections.Concurrent;
using VramBot.Commands.Grammar;
using VramBot.Discord.Interactions;
using VramBot.Discord.Messages;
using VramBot.Discord.Tests.Loopback;
using VramBot.Testing;

namespace VramBot.Discord.Tests.Rendering;

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
    [InlineData("what-a-stranger-types", "/vram model:\"**bold** @everyone [free](https://example.com) <@1> ``` `x`\"", false)]
    [InlineData("help", "/vram-help", false)]
    [InlineData("models", "/vram-models mixtral", false)]
    public void A_message_reads_as_approved(string name, string line, bool isPrivate) =>
        Assert.Equal(string.Empty, Approval.Difference(name, Rendered.Text(Rendered.Of(line, isPrivate))));

    [Theory]
    [InlineData("/vram mixtral-8x7b precision:Q4_K_M gpu:24GB", 0xE6A700)]
    [InlineData("/vram llama-3.1-8b gpu:4090", 0x2E9E5B)]
    [InlineData("/vram llama-3.1-405b precision:bf16 gpu:4090", 0xD83C3E)]
    [InlineData("/vram llama-3.1-8b", 0x5865F2)]
    public void The_colour_is_the_verdict(string line, int colour)
    {
        var message = Rendered.Of(line);
        var expected = Rendered.Desk.Ask(line).Reply.Mark switch
        {
            VramBot.Commands.Replies.LineMark.Fits => 0x2E9E5B,
            VramBot.Commands.Replies.LineMark.Tight => 0xE6A700,
            VramBot.Commands.Replies.LineMark.DoesNotFit => 0xD83C3E,
            _ => 0x5865F2,
        };
        Assert.Equal(expected, message.Embeds[0].Color);
        if (colour != 0xE6A700)
            Assert.Equal(colour, message.Embeds[0].Color);
    }

    /// <summary>Every model of the catalog with these options, four of them each: nothing that Discord would refuse.</summary>
    [Fact]
    public void No_message_exceeds_a_limit()
    {
        string[] options =
        [
            string.Empty, " gpu:2x3090", " gpu:4090 users:16 ctx:32k", " precision:Q4_K_M gpu:3060-12gb", " task:qlora gpu:4090", " task:full", " gpu:all", " budget:3000", " precision:int4 gpu:4090+3090 engine:llama.cpp",
            " gpu:8xh100 users:200 flags:\"--gpu-memory-utilization 0.8 --max-num-seqs 64 --enforce-eager\"", " ctx:max users:100000", " task:lora gpu:all",
        ];
        var refused = new ConcurrentBag<string>();
        Parallel.ForEach(ShippedCatalogs.Catalog.Models.All.Index().SelectMany(model => options.Where((_, place) => (place + model.Index) % 3 == 0).Select(option => $"/vram {model.Item.Id}{option}")), line =>
        {
            if (RestServer.ProblemsOf(Rendered.Callback(Rendered.Of(line, isPrivate: line.Length % 2 == 0))) is { Count: > 0 } problems)
                refused.Add($"{line}: {string.Join("; ", problems)}");
        });
        Assert.Empty(refused);
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
    public void Other_answers_stay_within_the_limits_too(string line) => Assert.Empty(RestServer.ProblemsOf(Rendered.Callback(Rendered.Of(line, isPrivate: true))));

    /// <summary>Every topic of the guide, in each language.</summary>
    public static TheoryData<string> Guide() =>
        [.. from topic in CommandBook.Guide.Find("topic")!.Choices.Prepend(string.Empty) from language in VramBot.Core.Languages.Language.All select $"/vram-guide {topic} lang:{language.Tag}"];

    [Theory]
    [MemberData(nameof(Guide))]
    public void A_topic_of_the_guide_stays_within_the_limits_whole(string line)
    {
        var message = Rendered.Of(line, isPrivate: true);
        Assert.Empty(RestServer.ProblemsOf(Rendered.Callback(message)));
        Assert.DoesNotContain("do not fit here", Rendered.Text(message), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/vram mixtral-8x7b precision:int4")]
    [InlineData("/vram llama-3.3-70b gpu:4090")]
    [InlineData("/vram llama-3.3-70b gpu:2x3090 ctx:32k users:4")]
    [InlineData("/vram qwen3-30b-a3b precision:Q4_K_M gpu:8GB offload:auto")]
    [InlineData("/vram llama-3.1-8b task:qlora gpu:3060-12gb")]
    [InlineData("/vram llama-3.1-8b task:full")]
    [InlineData("/vram-fit gpu:3060-12gb")]
    [InlineData("/vram-guide")]
    [InlineData("/vram-guide kv")]
    [InlineData("/vram-guide gpus lang:pt")]
    [InlineData("/vram-plan llama-3.1-70b users:40 ctx:8k")]
    [InlineData("/vram mixtal-8x7b ctx:4kk")]
    public void Every_click_is_answered(string line)
    {
        var lines = Rendered.Lines(Rendered.Of(line, isPrivate: true)).ToList();
        Assert.NotEmpty(lines);
        Assert.All(lines, asked => Assert.Empty(Rendered.Desk.Ask(asked).Problems));
    }

    [Fact]
    public void What_is_too_long_loses_whole_lines_and_says_so()
    {
        var body = Rendered.Of("/vram mixtral-8x7b precision:int4 gpu:all").Embeds[0].Description!;
        Assert.InRange(body.Length, 1, MessageLimits.Description);
        var all = new VramBot.Commands.Replies.Reply("x") { Sections = [.. Enumerable.Range(0, 500).Select(number => new VramBot.Commands.Replies.ReplySection.Paragraph($"{number}: a line of some length, as they are"))] };
        var cut = Discord.Rendering.EmbedText.Of(all, 1000);
        Assert.InRange(cut.Length, 900, 1000);
        Assert.Matches(@"as they are\n… \d+ more lines do not fit here\.$", cut);
        using var spoken = VramBot.Core.Languages.Language.Named("pt")!.Spoken();
        Assert.Matches(@"as they are\n… \d+ linhas a mais não cabem aqui\.$", Discord.Rendering.EmbedText.Of(all, 1000));
    }
}
