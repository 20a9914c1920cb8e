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
        var promised = asked.Suggestions.Where(suggestion => suggestion.Fit is not null).ToList();
        var commands = In(reply).Where(item => item.Mark != LineMark.None).Select(item => item.Command!).ToList();
        Assert.Equal(promised.Count, commands.Count);
        foreach (var (suggestion, command) in promised.Zip(commands))
        {
            var answer = Lines.Desk.Ask(command).Vram;
            Assert.True(answer is not null, command);
            Assert.Equal((command, suggestion.Estimate.Total, suggestion.Fit!.Verdict), (command, answer.Estimate.Total, answer.Own!.Verdict));
        }
    }
}
