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

    [Fact]
    public void A_draft_follows_the_format_of_its_model()
    {
        var answer = Grammar.Lines.Desk.Ask("/vram llama-3.3-70b draft:llama-3.2-1b gpu:2x3090").Vram!;
        var smaller = answer.Suggestions.First(suggestion => suggestion.Fit is not null);
        Assert.True(smaller.Estimate[PartKind.Draft] < answer.Estimate[PartKind.Draft]);
    }
}
