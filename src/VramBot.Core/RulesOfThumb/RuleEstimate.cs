using System.Collections.Immutable;
using VramBot.Core.Estimation;
using VramBot.Core.Units;

namespace VramBot.Core.RulesOfThumb;

/// <summary>A rule of thumb beside the estimate of the same request. Sizes are those of all GPUs together, as the rules count.</summary>
/// <param name="Book">Whose rule.</param>
/// <param name="Shape">What it looks at of the model.</param>
/// <param name="Parts">Its parts.</param>
/// <param name="Exact">The estimate.</param>
public sealed record RuleEstimate(RuleBook Book, RuleShape Shape, ImmutableArray<RulePart> Parts, Estimate Exact)
{
    /// <summary>Bits of a weight as the rule counts it.</summary>
    public required double WeightBits { get; init; }

    /// <summary>Bits of a cached number as the rule counts it.</summary>
    public required double CacheBits { get; init; }

    /// <summary>Where rule and estimate differ, part by part, the largest difference first.</summary>
    public ImmutableArray<RuleGap> Gaps { get; init; } = [];

    /// <summary>The sum of the rule's parts.</summary>
    public Bytes Total => GuideTemplate.Total(Parts);

    /// <summary>The estimate of all GPUs together.</summary>
    public Bytes ExactTotal => Exact.Request.Parallelism.Gpus * Exact.Total;

    /// <summary>How many times the estimate the rule says.</summary>
    public double Ratio => (double)Total.Count / Math.Max(1, ExactTotal.Count);
}
