using VramBot.Commands.Grammar.Switches;

namespace VramBot.Commands.Replies;

/// <summary>Words what an engine's switches did not change, so that none is passed over in silence.</summary>
internal static class FlagNotes
{
    public static IEnumerable<string> Of(EngineFlags? flags)
    {
        if (flags is null)
            yield break;
        if (flags.Assumption.Length > 0)
            yield return flags.Assumption;
        if (flags.Uncounted.Length > 0)
            yield return $"Not in the estimate, what these switches do to the memory: {flags.Uncounted}.";
        if (flags.WithoutEffect.Length > 0)
            yield return $"Without effect on GPU memory: {flags.WithoutEffect}.";
    }
}
