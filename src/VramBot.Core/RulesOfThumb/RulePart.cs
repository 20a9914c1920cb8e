using VramBot.Core.Units;

namespace VramBot.Core.RulesOfThumb;

/// <summary>One part of what a rule of thumb counts.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="Size">How much the rule says.</param>
public sealed record RulePart(RulePartKind Kind, Bytes Size);
