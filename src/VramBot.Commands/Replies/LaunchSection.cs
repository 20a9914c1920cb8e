using VramBot.Commands.Handlers;
using VramBot.Commands.Launching;
using VramBot.Core.Fitting;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Replies;

/// <summary>How to start on the person's own cards what was found to run there.</summary>
internal static class LaunchSection
{
    /// <summary>The command line as a section; null when no cards were named, when it does not fit them, or when no line does what was estimated.</summary>
    public static ReplySection.Code? Of(VramAnswer answer) => LaunchOf(answer) is { } launch ? new(Tr("To start it"), launch.Lines, launch.Note) : null;

    /// <summary>The same before any wording.</summary>
    public static Launch? LaunchOf(VramAnswer answer) => answer.Own is { Verdict: not FitVerdict.DoesNotFit } ? LaunchLine.Of(answer.Estimate, answer.Question.Model) : null;
}
