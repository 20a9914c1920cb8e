using VramBot.Commands.Replies;
using VramBot.Commands.Tests.Grammar;

namespace VramBot.Commands.Tests.Replies;

/// <summary>Advice of an answer, asked for in its turn.</summary>
internal static class AskedAdvice
{
    /// <summary>The numbered lines of an answer.</summary>
    public static IEnumerable<ReplyLine> In(Reply reply) =>
        reply.Sections.OfType<ReplySection.Lines>().Where(section => section.IsNumbered).SelectMany(section => section.Items);

    /// <summary>Every line that promises a fit gives the very figures that were promised.</summary>
    public static void AssertGivesItsFigures(string line)
    {
        var (reply, asked) = (Lines.Desk.Ask(line).Reply, Lines.Desk.Ask(line).Vram!);
        var promised = AdviceLines.Of(asked).Where(advice => advice.Suggestion.Fit is not null).ToList();
        var shown = In(reply).Where(item => item.Mark != LineMark.None).Select(item => item.Command);
        Assert.Equal(promised.Where(advice => advice.Suggestion.Fit != VramReply.Shown(asked).Own).Select(advice => advice.Line.Command), shown);
        foreach (var (suggestion, advice) in promised)
        {
            var (command, answer) = (advice.Command!, Lines.Desk.Ask(advice.Command!).Vram);
            Assert.True(answer is not null, command);
            Assert.Equal((command, suggestion.Estimate.Total, suggestion.Fit!.Verdict), (command, answer.Estimate.Total, answer.Own!.Verdict));
        }
    }
}
