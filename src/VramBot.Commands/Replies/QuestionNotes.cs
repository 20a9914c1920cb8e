using VramBot.Commands.Grammar;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Replies;

/// <summary>Words what of a question was taken otherwise than it was said, and which switches changed nothing, so that none is passed over in silence.</summary>
internal static class QuestionNotes
{
    public static IEnumerable<string> Of(VramQuestion question)
    {
        if (question.Gpu is { Assumption.Length: > 0 } cards)
            yield return cards.Assumption;
        if (question.EngineAssumption is { } kin)
            yield return kin;
        if (question.OffloadAssumption.Length > 0)
            yield return question.OffloadAssumption;
        if (question.Training is { Assumption.Length: > 0 } run)
            yield return run.Assumption;
        if (question.Flags is not { } flags)
            yield break;
        if (flags.Assumption.Length > 0)
            yield return flags.Assumption;
        if (flags.Uncounted.Length > 0)
            yield return Tr($"Not in the estimate, what these switches do to the memory: {flags.Uncounted}.");
        if (flags.WithoutEffect.Length > 0)
            yield return Tr($"Without effect on GPU memory: {flags.WithoutEffect}.");
    }
}
