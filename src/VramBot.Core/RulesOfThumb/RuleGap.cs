using VramBot.Core.Units;

namespace VramBot.Core.RulesOfThumb;

/// <summary>How far a rule of thumb is from the estimate in one part, over all GPUs together.</summary>
/// <param name="Kind">The part.</param>
/// <param name="Rule">What the rule says; zero where it counts no such part.</param>
/// <param name="Estimate">What is estimated.</param>
/// <param name="Cause">What makes most of the difference.</param>
public sealed record RuleGap(RulePartKind Kind, Bytes Rule, Bytes Estimate, RuleCause Cause)
{
    /// <summary>What the rule says too much; negative where it is too little.</summary>
    public Bytes Excess => Rule - Estimate;
}
