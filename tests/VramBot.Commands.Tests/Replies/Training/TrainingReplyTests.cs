using System.Text.Json;
using VramBot.Commands.Replies;
using VramBot.Commands.Tests.Grammar;

namespace VramBot.Commands.Tests.Replies.Training;

/// <summary>What an answer about a run says.</summary>
public sealed class TrainingReplyTests
{
    [Theory]
    [InlineData("/vram llama-3.1-8b task:qlora", "Llama-3.1-8B · QLoRA nf4, rank 16, all linear · 2,048 tokens × 1")]
    [InlineData("/vram llama-3.1-8b task:lora rank:64 targets:qv seq:4k batch:2 accum:8", "Llama-3.1-8B · LoRA, rank 64, q and v · 4,096 tokens × 2, 8 accumulated")]
    [InlineData("/vram llama-3.1-8b task:full", "Llama-3.1-8B · full fine-tuning, bf16 · 2,048 tokens × 1")]
    [InlineData("/vram llama-3.1-8b task:full gpu:t4", "Llama-3.1-8B · full fine-tuning, fp16 · 2,048 tokens × 1")]
    [InlineData("/vram llama-3.1-8b task:full dtype:mixed", "Llama-3.1-8B · full fine-tuning, fp32 weights, bf16 compute · 2,048 tokens × 1")]
    public void The_title_repeats_the_request(string line, string title) => Assert.Equal(title, Lines.Desk.Ask(line).Reply.Title);

    // PEFT prints "trainable params: 4,194,304" for rank 8 on q_proj and v_proj of Llama-2-7B, and "83,886,080" for rank 32 on every linear layer of Llama-3.1-8B.
    [Theory]
    [InlineData("/vram llama-2-7b task:lora rank:8 targets:qv batch:4 accum:8", 4_194_304, 32, 65_536)]
    [InlineData("/vram llama-3.1-8b task:qlora rank:32", 83_886_080, 1, 2048)]
    [InlineData("/vram llama-3.1-8b task:full gpu:8xh100 zero:3 batch:2 accum:4 seq:8k", 8_030_261_248, 64, 524_288)]
    public void Json_says_what_is_trained_and_what_a_step_sees(string line, long trained, long samples, long tokens)
    {
        using var json = JsonDocument.Parse(Lines.Desk.Ask(line).Json!());
        Assert.Equal((trained, samples, tokens), (json.RootElement.GetProperty("trained_parameters").GetInt64(), json.RootElement.GetProperty("samples_per_step").GetInt64(), json.RootElement.GetProperty("tokens_per_step").GetInt64()));
    }

    [Theory]
    [InlineData("/vram llama-3.1-8b task:qlora gpu:h100", LineMark.Fits, "Yes: ")]
    [InlineData("/vram llama-3.1-8b task:full gpu:4090", LineMark.DoesNotFit, "No, it does not fit: ")]
    public void The_headline_is_the_verdict_about_the_cards(string line, LineMark mark, string begins)
    {
        var reply = Lines.Desk.Ask(line).Reply;
        Assert.Equal(mark, reply.Mark);
        Assert.StartsWith(begins, reply.Headline, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/vram llama-3.1-8b task:qlora gpu:h100")]
    [InlineData("/vram llama-3.1-8b task:full gpu:8xh100 zero:3")]
    [InlineData("/vram mixtral-8x7b task:lora")]
    [InlineData("/vram llama-3.1-8b task:pretrain engine:megatron gpu:8xh100 tp:2")]
    public void Every_answer_names_its_counters_and_its_bars_have_short_names(string line)
    {
        var (reply, estimate) = (Lines.Desk.Ask(line).Reply, Lines.Desk.Ask(line).Vram!.Estimate);
        var peak = Assert.Single(Paragraphs(reply), text => text.StartsWith("Peak: ", StringComparison.Ordinal));
        foreach (var size in new[] { estimate.Total, estimate.Peak!.Allocated, estimate.Peak.Reserved })
            Assert.Contains(Figures.Gibibytes(size), peak, StringComparison.Ordinal);
        Assert.All(reply.Sections.OfType<ReplySection.Bars>().Single().Rows, row => Assert.InRange(row.Label.Length, 1, 12));
    }

    [Fact]
    public void Without_cards_the_largest_micro_batch_is_named_card_by_card()
    {
        var table = Sections(Lines.Desk.Ask("/vram llama-3.1-8b task:qlora seq:4k").Reply).Single(section => section.Heading == "Largest micro-batch at 4,096 tokens");
        Assert.InRange(table.Items.Length, 3, 14);
        Assert.Contains(table.Items, item => item.Text.Contains("RTX 4090", StringComparison.Ordinal));
    }

    [Fact]
    public void With_cards_it_says_how_far_each_size_goes() =>
        Assert.Contains(Paragraphs(Lines.Desk.Ask("/vram llama-3.1-8b task:qlora gpu:4090").Reply), text => text.StartsWith("Fits up to: micro-batch ", StringComparison.Ordinal) && text.Contains(" tokens, or rank ", StringComparison.Ordinal));

    [Theory]
    [InlineData("/vram llama-3.1-8b task:full gpu:h200", "16 bytes a parameter", true)]
    [InlineData("/vram llama-3.1-8b task:lora gpu:h200", "16 bytes a parameter", false)]
    [InlineData("/vram llama-3.1-8b task:qlora gpu:t4", "has no bf16", true)]
    [InlineData("/vram llama-3.1-8b task:qlora gpu:l4", "has no bf16", false)]
    [InlineData("/vram llama-3.1-8b task:full optimizer:paged-adamw-8bit", "states are paged", true)]
    [InlineData("/vram llama-2-7b task:lora seq:32k", "was made for 4096 tokens", true)]
    public void Notes_are_said_where_they_matter(string line, string words, bool said) =>
        Assert.Equal(said, Paragraphs(Lines.Desk.Ask(line).Reply).Any(text => text.Contains(words, StringComparison.Ordinal)));

    [Theory]
    [InlineData("/vram llama-3.1-8b task:qlora gpu:m4-max-128gb", "bitsandbytes")]
    [InlineData("/vram llama-3.1-8b task:lora engine:torchtune gpu:t4", "bf16")]
    [InlineData("/vram llama-3.1-8b task:lora gpu:gtx-1080-ti", "does not train on the")]
    public void A_card_that_cannot_train_it_is_refused_with_a_line_that_works(string line, string words)
    {
        var problem = Assert.Single(Lines.Desk.Ask(line).Problems);
        Assert.Contains(words, problem.Expected, StringComparison.Ordinal);
        Assert.Empty(Lines.Desk.Ask(problem.Try).Problems);
    }

    [Fact]
    public void The_json_has_the_documented_keys()
    {
        var named = Json("/vram llama-3.1-8b task:qlora gpu:4090 accum:4");
        foreach (var key in new[] { "task", "seq", "batch", "rank", "targets", "optimizer", "checkpointing", "zero", "offload", "accum", "dtype", "packing", "loss", "dp", "ctx", "users" })
            Assert.True(named.GetProperty("request").TryGetProperty(key, out _), key);
        Assert.Equal(("qlora", 4), (named.GetProperty("request").GetProperty("task").GetString(), named.GetProperty("request").GetProperty("accum").GetInt32()));
        var peak = named.GetProperty("peak");
        Assert.Equal(peak.GetProperty("allocated_gib").GetDouble(), peak.GetProperty("moments").EnumerateArray().Max(moment => moment.GetProperty("allocated_gib").GetDouble()), 6);
        Assert.InRange(peak.GetProperty("reserved_gib").GetDouble(), peak.GetProperty("allocated_gib").GetDouble(), named.GetProperty("total_gib").GetDouble());
        Assert.True(named.GetProperty("limits").GetProperty("max_batch").GetInt32() >= 1);
        Assert.False(named.TryGetProperty("max_batches", out _));
    }

    [Fact]
    public void Without_cards_the_json_has_the_table_instead_of_limits()
    {
        var root = Json("/vram llama-3.1-8b task:full");
        Assert.False(root.TryGetProperty("limits", out _));
        Assert.InRange(root.GetProperty("max_batches").GetArrayLength(), 12, 15);
        Assert.False(root.GetProperty("request").TryGetProperty("rank", out _));
    }

    private static JsonElement Json(string line)
    {
        using var json = JsonDocument.Parse(EstimateJson.Of(Lines.Desk.Ask(line).Vram!));
        return json.RootElement.Clone();
    }

    private static IEnumerable<ReplySection.Lines> Sections(Reply reply) => reply.Sections.OfType<ReplySection.Lines>();

    private static IEnumerable<string> Paragraphs(Reply reply) => reply.Sections.OfType<ReplySection.Paragraph>().Select(paragraph => paragraph.Text);
}
