using VramBot.Commands.Replies;
using VramBot.Core.Estimation;

namespace VramBot.Commands.Tests.Replies;

public sealed class CompanionReplyTests
{
    [Fact]
    public void A_draft_and_adapters_have_rows_parts_and_assumptions()
    {
        var answer = Grammar.Lines.Desk.Ask("/vram llama-3.3-70b precision:Q4_K_M draft:llama-3.2-1b adapters:4 adapter-rank:32").Vram!;
        var rows = VramReply.Of(answer).Sections.OfType<ReplySection.Bars>().Single().Rows.Select(row => row.Label).ToList();
        Assert.Contains("Draft model", rows);
        Assert.Contains("Adapters", rows);
        Assert.Contains("4 LoRA adapters of rank 32 on every linear layer", answer.Estimate.Assumptions);
        Assert.Contains("draft Llama-3.2-1B in Q4_K_M", answer.Estimate.Assumptions);
        var json = EstimateJson.Of(answer);
        Assert.Contains("\"draft\": \"meta-llama/Llama-3.2-1B\"", json, StringComparison.Ordinal);
        Assert.Contains("\"adapter_rank\": 32", json, StringComparison.Ordinal);
        Assert.Contains("\"name\": \"draft model\"", json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("adapter-rank:8", 1, 8)]
    [InlineData("adapters:3", 3, 16)]
    public void A_count_or_a_rank_alone_takes_the_usual_other(string option, int count, int rank) =>
        Assert.Equal(new(count, rank), Grammar.Lines.Desk.Ask($"/vram llama-3.1-8b {option}").Vram?.Estimate.Request.Adapters);

    // Llama-3.1-8B, rank 16: 32 layers of (4096 + 4096) + (4096 + 1024) widths for query and value, and of these with key and output for attention, 2 bytes each.
    [Theory]
    [InlineData("qv", 13_312)]
    [InlineData("q_proj,v_proj", 13_312)]
    [InlineData("attention", 26_624)]
    [InlineData("all-linear", 81_920)]
    public void Adapters_are_as_large_as_the_projections_that_they_are_on(string targets, long widths)
    {
        var estimate = Grammar.Lines.Desk.Ask($"/vram llama-3.1-8b engine:sglang targets:{targets}").Vram!.Estimate;
        Assert.Equal(widths * 32 * 16 * 2, estimate[PartKind.Adapters].Count);
    }

    [Fact]
    public void Vllm_has_buffers_for_every_layer_whatever_the_adapters_are_on()
    {
        var estimate = Grammar.Lines.Desk.Ask("/vram llama-3.1-8b engine:vllm targets:qv").Vram!.Estimate;
        Assert.Equal(81_920L * 32 * 16 * 2, estimate[PartKind.Adapters].Count);
        Assert.Contains("1 LoRA adapter of rank 16 on query and value projections; vLLM has buffers for every linear layer whatever they are on", estimate.Assumptions);
    }

    [Fact]
    public void A_draft_follows_the_format_of_its_model()
    {
        var answer = Grammar.Lines.Desk.Ask("/vram llama-3.3-70b draft:llama-3.2-1b gpu:2x3090").Vram!;
        var smaller = answer.Suggestions.First(suggestion => suggestion.Fit is not null);
        Assert.True(smaller.Estimate[PartKind.Draft] < answer.Estimate[PartKind.Draft]);
    }
}
