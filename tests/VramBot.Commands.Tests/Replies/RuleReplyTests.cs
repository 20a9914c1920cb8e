using System.Text.Json;
using VramBot.Commands.Replies;
using VramBot.Commands.Tests.Grammar;

namespace VramBot.Commands.Tests.Replies;

/// <summary>Answers by rules of thumb.</summary>
public sealed class RuleReplyTests
{
    // The worked examples of the "Ultimate VRAM Calculator Guide", by the formula, as GuideTemplateTests has them; the last one with the glossary's cache, the one before it with that of memory math.
    [Theory]
    [InlineData("/vram llama-2-7b precision:fp16 ctx:2k method:guide", "18.4 GB (17.2 GiB) by the guide")]
    [InlineData("/vram llama-2-7b task:full batch:4 method:guide", "110.5 GB (103 GiB) by the guide")]
    [InlineData("/vram llama-2-7b task:lora rank:8 method:guide", "18.6 GB (17.3 GiB) by the guide")]
    [InlineData("/vram llama-3.1-70b precision:fp16 ctx:4k method:guide", "179.8 GB (167 GiB) by the guide")]
    [InlineData("/vram llama-3.1-70b precision:bf16 ctx:8k method:memory-math", "142.7 GB (133 GiB) by memory math")]
    [InlineData("/vram llama-2-7b precision:fp16 ctx:4k method:glossary", "16.1 GB (15.0 GiB) by the glossary")]
    public void The_figure_comes_first_with_the_estimate_beside_it(string line, string said)
    {
        var reply = Lines.Desk.Ask(line).Reply;
        Assert.StartsWith(said, reply.Headline, StringComparison.Ordinal);
        Assert.Contains("a rule of thumb; the estimate for", reply.Headline, StringComparison.Ordinal);
    }

    // The reason is read off the model and the run, part by part.
    [Theory]
    [InlineData("/vram llama-3.1-70b ctx:32k method:guide", "all 64 attention heads are counted; they share 8 of keys and values (GQA)")]
    [InlineData("/vram deepseek-v3 ctx:32k method:glossary", "one compressed row a token is kept")]
    [InlineData("/vram gemma-3-27b ctx:128k method:memory-math", "52 of 62 layers keep a window")]
    [InlineData("/vram llama-2-7b task:full method:guide", "a weight is counted with 32 bits; here it takes 16 on average")]
    [InlineData("/vram llama-2-7b task:full method:guide", "8 bytes a parameter are counted")]
    [InlineData("/vram llama-2-7b task:lora method:guide", "a cache is counted; training keeps none")]
    [InlineData("/vram llama-2-7b precision:fp16 ctx:2k method:guide", "a fifth is put on top of the weights")]
    public void The_reason_is_computed(string line, string said) =>
        Assert.Contains(Lines.Desk.Ask(line).Reply.Sections.OfType<ReplySection.Lines>().SelectMany(lines => lines.Items), item => item.Text.Contains(said, StringComparison.Ordinal));

    [Fact]
    public void What_only_the_estimate_counts_is_said() =>
        Assert.Contains(Lines.Desk.Ask("/vram qwen3-8b precision:Q4_K_M offload:12 method:guide").Reply.Sections.OfType<ReplySection.Paragraph>(), paragraph => paragraph.Text == "Only the estimate counts: offload.");

    [Theory]
    [InlineData("/vram llama-2-7b precision:fp16 ctx:2k method:guide")]
    [InlineData("/vram llama-3.1-8b users:4 gpu:4090 method:glossary")]
    [InlineData("/vram llama-3.1-8b task:full gpu:8xh100 zero:3 method:guide")]
    public void Json_has_parts_that_add_up_and_the_ratio(string line)
    {
        using var json = JsonDocument.Parse(Lines.Desk.Ask(line).Json!());
        var (root, total) = (json.RootElement, json.RootElement.GetProperty("total_gib").GetDouble());
        Assert.Equal(total, root.GetProperty("parts").EnumerateArray().Sum(part => part.GetProperty("gib").GetDouble()), 0.001);
        Assert.Equal(total / root.GetProperty("estimate").GetProperty("total_gib").GetDouble(), root.GetProperty("ratio").GetDouble(), 0.001);
    }

    [Theory]
    [InlineData("/vram llama-3.1-8b method:thumbs", "method.unknown")]
    [InlineData("/vram llama-3.1-8b task:full method:glossary", "method.training")]
    [InlineData("/vram llama-3.1-8b task:lora method:memory-math", "method.training")]
    [InlineData("/vram llama-3.1-8b task:full optimizer:muon method:guide", "method.optimizer")]
    [InlineData("/vram llama-3.1-8b method:guide gpu:all", "method.with")]
    [InlineData("/vram llama-3.1-8b method:guide users:max", "method.with")]
    [InlineData("/vram llama-3.1-8b method:guide budget:3000", "method.with")]
    public void What_a_rule_does_not_know_is_refused_with_a_line_that_works(string line, string code)
    {
        var problem = Assert.Single(Lines.Desk.Ask(line).Problems);
        Assert.Equal(code, problem.Code);
        Assert.Empty(Lines.Desk.Ask(problem.Try).Problems);
    }

    [Fact]
    public void Exact_is_the_default() => Assert.Equal(Lines.Desk.Ask("/vram llama-3.1-8b").Reply.Headline, Lines.Desk.Ask("/vram llama-3.1-8b method:exact").Reply.Headline);

    // The line in the usual answer: from 5 % too little on, from 20 % too much on, with what comes beside the weights.
    [Theory]
    [InlineData("/vram llama-3.1-8b ctx:32k users:4", "too little here: beside the weights come")]
    [InlineData("/vram llama-3.1-8b ctx:32k users:4", "most of it cache")]
    [InlineData("/vram llama-3.1-8b precision:Q4_K_M ctx:2k", null)]
    public void The_usual_rule_is_named_where_it_misleads(string line, string? said)
    {
        var notes = Lines.Desk.Ask(line).Reply.Sections.OfType<ReplySection.Paragraph>().Select(paragraph => paragraph.Text).Where(text => text.StartsWith("The usual rule", StringComparison.Ordinal)).ToList();
        if (said is null)
            Assert.Empty(notes);
        else
            Assert.Contains(said, Assert.Single(notes), StringComparison.Ordinal);
    }
}
