using System.Text.Json;
using VramBot.Commands.Replies;
using VramBot.Commands.Tests.Grammar;
using VramBot.Core.Fitting;

namespace VramBot.Commands.Tests.Handlers;

public sealed class BudgetTests
{
    // The third seed's two questions, and others that people ask.
    [Theory]
    [InlineData("/vram llama-3.1-70b budget:3000 ctx:4k")]
    [InlineData("/vram 7b task:lora budget:2000")]
    [InlineData("/vram mixtral-8x7b precision:int4 budget:$1,500")]
    [InlineData("/vram gpt-oss-120b budget:5k users:4")]
    [InlineData("/vram llama-3.1-8b gpu:3090 budget:1k")]
    public void Every_offer_is_answered_by_its_line_with_the_same_verdict(string line)
    {
        var answer = Lines.Desk.Ask(line);
        var (offers, lines) = (answer.Vram!.Budget!.Offers, answer.Reply.Sections.OfType<ReplySection.Lines>().First(section => section.Heading.StartsWith("For $", StringComparison.Ordinal)).Items);
        Assert.NotEmpty(offers);
        foreach (var (offer, item) in offers.Zip(lines))
        {
            var own = Lines.Desk.Ask(item.Command!).Vram?.Own;
            Assert.Equal((offer.Fit.Gpu.Id, offer.Fit.Count, offer.Fit.Verdict, offer.Fit.Estimate.Total), (own?.Gpu.Id, own?.Count, own?.Verdict, own?.Estimate.Total));
        }
    }

    [Theory]
    [InlineData("/vram deepseek-v3 budget:1k", "the cheapest that does is")]
    [InlineData("/vram llama-3.3-70b precision:bf16 budget:3000", "with a change")]
    [InlineData("/vram llama-3.1-70b task:lora budget:4500", "QLoRA")]
    public void A_sum_that_is_too_small_is_answered_with_what_is_enough(string line, string said) => Assert.Contains(said, Said(line), StringComparison.Ordinal);

    [Fact]
    public void Without_a_sum_nothing_is_said_of_money()
    {
        Assert.DoesNotContain("$", Said("/vram llama-3.1-8b"), StringComparison.Ordinal);
        Assert.Null(Lines.Desk.Ask("/vram llama-3.1-8b budget:none").Vram!.Budget);
    }

    [Fact]
    public void Prices_have_their_year_and_renting_its_month()
    {
        var said = Said("/vram llama-3.1-70b budget:3000 precision:Q4_K_M");
        Assert.Matches(@"\$\d,\d{3} \(20\d\d\)", said);
        Assert.Matches(@"an hour, \$[\d,]+ a month of 730 hours \(RunPod, 2026-03\)", said);
        Assert.Contains("Buying", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/vram llama-3.1-8b budget:lots", "/vram model:llama-3.1-8b budget:2000")]
    [InlineData("/vram llama-3.1-8b budget:3kk", "/vram model:llama-3.1-8b budget:3k")]
    [InlineData("/vram-gpus budget:lots", "/vram-gpus budget:2000")]
    public void A_wrong_sum_is_answered_with_a_line_that_works(string line, string works)
    {
        var problem = Assert.Single(Lines.Desk.Ask(line).Problems);
        Assert.Equal(("budget.number", works), (problem.Code, problem.Try));
    }

    [Theory]
    [InlineData("/vram-gpus budget:all", 6)]
    [InlineData("/vram-gpus budget:1000", 3)]
    [InlineData("/vram-gpus rtx budget:1k", 2)]
    [InlineData("/vram-gpus budget:5", 0)]
    public void Cards_for_a_sum_say_what_they_hold(string line, int least)
    {
        var reply = Lines.Desk.Ask(line).Reply;
        var items = reply.Sections.OfType<ReplySection.Lines>().SelectMany(section => section.Items).ToList();
        Assert.True(items.Count >= least);
        Assert.All(items, item => Assert.Contains("at 4 bit", item.Text, StringComparison.Ordinal));
        Assert.All(items, item => Assert.Empty(Lines.Desk.Ask(item.Command!).Problems));
    }

    [Theory]
    [InlineData("/vram llama-3.1-8b gpu:4090", true)]
    [InlineData("/vram llama-3.1-8b gpu:h100 users:16", true)]
    [InlineData("/vram llama-3.1-8b", false)]
    [InlineData("/vram deepseek-v3 precision:fp8 gpu:4090", false)]
    [InlineData("/vram llama-3.1-8b task:lora gpu:4090", false)]
    public void A_speed_is_said_where_named_cards_hold_it(string line, bool isSaid)
    {
        Assert.Equal(isSaid, Said(line).Contains("Speed: ", StringComparison.Ordinal));
        using var json = JsonDocument.Parse(Lines.Desk.Ask(line).Json!());
        Assert.Equal(isSaid, json.RootElement.TryGetProperty("speed", out _));
    }

    [Fact]
    public void The_json_has_the_offers()
    {
        using var json = JsonDocument.Parse(Lines.Desk.Ask("/vram llama-3.1-70b budget:3000").Json!());
        var budget = json.RootElement.GetProperty("budget");
        Assert.Equal(3000, budget.GetProperty("usd").GetInt32());
        Assert.All(budget.GetProperty("offers").EnumerateArray(), offer => Assert.InRange(offer.GetProperty("price_usd").GetDecimal(), 1, 3000));
        Assert.Equal(JsonValueKind.Null, budget.GetProperty("cheapest").ValueKind);
    }

    private static string Said(string line) => string.Join('\n', Lines.Desk.Ask(line).Reply.Sections.SelectMany(section => section switch
    {
        ReplySection.Lines lines => lines.Items.Select(item => item.Text).Prepend(lines.Heading),
        ReplySection.Paragraph paragraph => [paragraph.Text],
        _ => Array.Empty<string>(),
    }));
}
