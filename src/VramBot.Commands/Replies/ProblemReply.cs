using System.Collections.Immutable;
using VramBot.Core;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Replies;

/// <summary>Words what was not understood, or could not be read: all problems, then a whole line that works.</summary>
public static class ProblemReply
{
    /// <summary>The problems as a document.</summary>
    public static Reply Of(ImmutableArray<Problem> problems)
    {
        var lines = problems.Select(problem => new ReplyLine(LineMark.None, problem.Expected)).ToImmutableArray();
        var tries = problems.Select(problem => problem.Try).Where(line => line.Length > 0).Distinct(StringComparer.Ordinal)
            .Select(line => new ReplyLine(LineMark.None, line, line)).ToImmutableArray();
        return new(problems.All(IsOfFiles) ? Tr("That could not be read") : Tr("That was not understood"))
        {
            Sections = tries.Length == 0 ? [new ReplySection.Lines(string.Empty, lines)] : [new ReplySection.Lines(string.Empty, lines), new ReplySection.Lines(Tr("Try"), tries)],
        };
    }

    /// <summary>Whether the line was understood, and the files that it names are what stands in the way.</summary>
    private static bool IsOfFiles(Problem problem) => problem.Code.StartsWith("hub.", StringComparison.Ordinal);
}
