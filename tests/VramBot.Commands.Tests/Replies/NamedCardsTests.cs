using VramBot.Commands.Replies;
using VramBot.Commands.Tests.Grammar;
using VramBot.Core.Fitting;

namespace VramBot.Commands.Tests.Replies;

/// <summary>Someone who names cards is told about those cards, first of all.</summary>
public sealed class NamedCardsTests
{
    [Fact]
    public void Without_a_format_the_best_one_that_fits_is_answered()
    {
        var answer = Lines.Desk.Ask("/vram llama-3.3-70b gpu:2x3090");
        Assert.Equal(FitVerdict.DoesNotFit, answer.Vram!.Own!.Verdict);
        Assert.NotEqual(LineMark.DoesNotFit, answer.Reply.Mark);
        Assert.StartsWith("Yes", answer.Reply.Headline, StringComparison.Ordinal);
        Assert.Contains("As it ships (bf16)", answer.Reply.Headline, StringComparison.Ordinal);
        Assert.DoesNotContain("bf16", answer.Reply.Title, StringComparison.Ordinal);
    }

    [Fact]
    public void A_format_that_was_named_is_judged_itself()
    {
        var reply = Lines.Desk.Ask("/vram llama-3.3-70b precision:bf16 gpu:2x3090").Reply;
        Assert.Equal(LineMark.DoesNotFit, reply.Mark);
        Assert.StartsWith("No", reply.Headline, StringComparison.Ordinal);
        Assert.Contains("bf16", reply.Title, StringComparison.Ordinal);
    }

    // Sixteen caches of 8k leave no room for any format of vLLM on an L4; another engine's is advice, not the answer.
    [Theory]
    [InlineData("engine:vllm")]
    [InlineData("flags:--enforce-eager")]
    public void An_engine_that_was_named_stays(string option)
    {
        var answer = Lines.Desk.Ask($"/vram llama-3.1-8b users:16 ctx:16k gpu:l4 {option}");
        Assert.Equal(LineMark.DoesNotFit, answer.Reply.Mark);
        Assert.Contains("vLLM", answer.Reply.Headline, StringComparison.Ordinal);
        Assert.Contains(answer.Vram!.Suggestions, suggestion => suggestion.Estimate.Request.Engine.Engine.RunsGguf);
    }

    [Fact]
    public void The_bars_are_those_of_the_format_that_the_title_names()
    {
        var answer = Lines.Desk.Ask("/vram llama-3.3-70b gpu:2x3090");
        var bars = Assert.IsType<ReplySection.Bars>(answer.Reply.Sections[0]);
        Assert.Equal(answer.Vram!.Suggestions.First(suggestion => suggestion.Fit is not null).Estimate.Total.TotalGibibytes, bars.Rows.Sum(row => row.Gibibytes), 6);
    }

    [Fact]
    public void A_format_with_room_to_spare_comes_before_a_tight_one()
    {
        var answer = Lines.Desk.Ask("/vram llama-3.1-8b gpu:3060-12gb");
        var formats = answer.Vram!.Suggestions.Where(suggestion => suggestion.Kind == SuggestionKind.WeightFormat).ToList();
        Assert.Contains(formats, suggestion => suggestion.Fit?.Verdict == FitVerdict.Fits);
        Assert.Equal(LineMark.Fits, answer.Reply.Mark);
    }

    [Fact]
    public void Beside_a_format_that_fits_only_what_works_is_suggested()
    {
        var advice = Lines.Desk.Ask("/vram llama-3.3-70b gpu:2x3090").Reply.Sections.OfType<ReplySection.Lines>().Single(section => section.IsNumbered);
        Assert.DoesNotContain(advice.Items, item => item.Mark == LineMark.None);
    }

    [Theory]
    [InlineData("/vram llama-3.1-8b gpu:4090", LineMark.Fits)]
    [InlineData("/vram llama-3.1-405b precision:fp8 gpu:4090", LineMark.DoesNotFit)]
    public void The_other_cards_are_left_out(string line, LineMark mark)
    {
        var reply = Lines.Desk.Ask(line).Reply;
        Assert.Equal(mark, reply.Mark);
        Assert.DoesNotContain(reply.Sections.OfType<ReplySection.Lines>(), section => section.Heading == "Runs on");
    }
}
