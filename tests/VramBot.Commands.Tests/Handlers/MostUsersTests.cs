using System.Text.Json;
using VramBot.Commands.Tests.Grammar;
using VramBot.Core.Fitting;

namespace VramBot.Commands.Tests.Handlers;

/// <summary><c>users:max</c> and <c>batch:max</c>.</summary>
public sealed class MostUsersTests
{
    // The most fit, and one more does not.
    [Theory]
    [InlineData("/vram llama-3.1-8b ctx:4k gpu:4090", "users")]
    [InlineData("/vram qwen3-8b precision:Q4_K_M ctx:8k gpu:3060-12gb", "users")]
    [InlineData("/vram llama-3.1-70b precision:fp8 ctx:8k gpu:2xh100", "users")]
    [InlineData("/vram llama-3.1-8b task:qlora gpu:4090", "batch")]
    public void The_most_on_named_cards_fit_and_one_more_does_not(string line, string option)
    {
        var answer = Lines.Desk.Ask($"{line} {option}:max").Vram;
        var most = answer!.Question.Users!.Value;
        Assert.NotEqual(FitVerdict.DoesNotFit, answer.Own!.Verdict);
        Assert.Contains($"is {most:#,0} on", answer.Question.UsersAssumption, StringComparison.Ordinal);
        Assert.Equal(most, Lines.Desk.Ask($"{line} {option}:{most}").Vram!.Estimate.Request.Sequences);
        Assert.Equal(FitVerdict.DoesNotFit, Lines.Desk.Ask($"{line} {option}:{most + 1}").Vram!.Own!.Verdict);
    }

    // Every row of the table is the answer for its card.
    [Theory]
    [InlineData("/vram llama-3.1-8b ctx:4k users:max", "rtx-4090")]
    [InlineData("/vram llama-3.1-8b task:lora batch:max", "l40s")]
    public void A_row_is_the_answer_for_its_card(string line, string card)
    {
        var table = Lines.Desk.Ask(line);
        var row = table.Vram!.Batches.Single(each => each.Gpu.Id == card);
        Assert.Equal(Lines.Desk.Ask($"{line} gpu:{card}").Vram!.Question.Users, row.Sequences);
        using var json = JsonDocument.Parse(table.Json!());
        Assert.Equal(row.Sequences, json.RootElement.GetProperty("batches").EnumerateArray().Single(each => each.GetProperty("gpu").GetString() == card).GetProperty("max_users").GetInt32());
    }

    // The calculator's own list: RTX 3090 and 4090, A6000, A100 in both sizes, H100.
    [Theory]
    [InlineData("rtx-3090")]
    [InlineData("rtx-4090")]
    [InlineData("rtx-a6000")]
    [InlineData("a100-40gb")]
    [InlineData("a100-sxm-80gb")]
    [InlineData("h100-sxm-80gb")]
    public void The_cards_of_the_calculator_are_among_them(string card) => Assert.Contains(Lines.Desk.Ask("/vram llama-2-7b users:max").Vram!.Batches, row => row.Gpu.Id == card);

    [Fact]
    public void A_card_that_holds_none_says_so() => Assert.Contains("not even one", Lines.Desk.Ask("/vram llama-3.1-70b precision:bf16 users:max gpu:4090").Vram!.Question.UsersAssumption, StringComparison.Ordinal);

    [Theory]
    [InlineData("/vram llama-3.1-8b users:max gpu:all")]
    [InlineData("/vram llama-3.1-8b users:max budget:3000")]
    [InlineData("/vram llama-3.1-8b users:max offload:auto gpu:4090")]
    [InlineData("/vram llama-3.1-8b users:max gpus:4")]
    [InlineData("/vram llama-3.1-8b users:max tp:2")]
    [InlineData("/vram llama-3.1-8b users:max precision:Q4_K_M flags:\"-np 4\"")]
    [InlineData("/vram-compare llama-3.1-8b,qwen3-8b users:max")]
    [InlineData("/vram-fit gpu:4090 users:max")]
    public void What_cannot_be_asked_with_it_is_refused_with_a_line_that_works(string line)
    {
        var problem = Assert.Single(Lines.Desk.Ask(line).Problems);
        Assert.Equal("users.most", problem.Code);
        Assert.Empty(Lines.Desk.Ask(problem.Try).Problems);
    }
}
