using VramBot.Commands.Replies;
using VramBot.Core.Fitting;

namespace VramBot.Commands.Tests.Replies;

public sealed class LongerContextsTests
{
    // Tokens asked for, and what is shown beyond them: only what the model was made for.
    [Theory]
    [InlineData("llama-3.1-8b", "16k 32k 128k")]
    [InlineData("llama-3.1-8b ctx:20k", "32k 128k")]
    [InlineData("llama-3.1-8b ctx:128k", "")]
    [InlineData("mixtral-8x7b", "16k 32k")]
    [InlineData("llama-2-7b", "")]
    public void Longer_contexts_are_those_that_the_model_was_made_for(string question, string contexts)
    {
        var estimate = Grammar.Lines.Desk.Ask($"/vram {question}").Vram!.Estimate;
        Assert.Equal(contexts, string.Join(' ', LongerContexts.Of(estimate).Select(longer => Figures.TokensRounded(longer.Request.Context))));
    }

    [Fact]
    public void Each_is_what_its_own_question_is_answered()
    {
        var answer = Grammar.Lines.Desk.Ask("/vram llama-3.3-70b precision:Q4_K_M tp:1 pp:2").Vram!;
        var line = Assert.Single(VramReply.Of(answer).Sections.OfType<ReplySection.Paragraph>(), paragraph => paragraph.Text.StartsWith("With more context", StringComparison.Ordinal)).Text;
        var asked = Grammar.Lines.Desk.Ask("/vram llama-3.3-70b precision:Q4_K_M tp:1 pp:2 ctx:32k").Vram!;
        Assert.Contains($"32k {Figures.Gibibytes(asked.Estimate.Total)} ·", line, StringComparison.Ordinal);
        Assert.EndsWith("on each GPU", line, StringComparison.Ordinal);
        Assert.Contains("\"ctx\": 131072", EstimateJson.Of(answer), StringComparison.Ordinal);
    }
}
