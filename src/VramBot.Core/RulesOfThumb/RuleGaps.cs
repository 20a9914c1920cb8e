using System.Collections.Immutable;
using VramBot.Core.Estimation;
using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Core.RulesOfThumb;

/// <summary>Compares a rule of thumb with the estimate, part by part, and finds what makes most of each difference.</summary>
internal static class RuleGaps
{
    /// <summary>The gaps, the largest first; parts that neither counts are left out.</summary>
    public static ImmutableArray<RuleGap> Of(RuleEstimate rule) =>
    [
        .. Enum.GetValues<RulePartKind>().Select(kind => Gap(rule, kind)).Where(gap => gap.Rule > Bytes.Zero || gap.Estimate > Bytes.Zero)
            .OrderByDescending(gap => Math.Abs(gap.Excess.Count)),
    ];

    /// <summary>What of an estimate a part of the rules stands for.</summary>
    private static RulePartKind KindOf(PartKind kind) => kind switch
    {
        PartKind.Weights or PartKind.Gathered => RulePartKind.Weights,
        PartKind.Cache or PartKind.States => RulePartKind.Cache,
        PartKind.Draft => RulePartKind.Draft,
        PartKind.Adapters => RulePartKind.Adapters,
        PartKind.Gradients => RulePartKind.Gradients,
        PartKind.OptimizerStates => RulePartKind.OptimizerStates,
        PartKind.Activations or PartKind.ComputeBuffer or PartKind.Loss => RulePartKind.Activations,
        _ => RulePartKind.Overhead,
    };

    private static RuleGap Gap(RuleEstimate rule, RulePartKind kind)
    {
        var counted = rule.Parts.Where(part => part.Kind == kind).Aggregate(Bytes.Zero, (sum, part) => sum + part.Size);
        var exact = rule.Exact.Request.Parallelism.Gpus * rule.Exact.Parts.Where(part => KindOf(part.Kind) == kind).Aggregate(Bytes.Zero, (sum, part) => sum + part.Size);
        var cause = kind switch
        {
            RulePartKind.Weights => OfWeights(rule, exact),
            RulePartKind.Cache => OfCache(rule),
            RulePartKind.Gradients or RulePartKind.OptimizerStates => RuleCause.StateBytes,
            _ => RuleCause.CountedOtherwise,
        };
        return new(kind, counted, exact, cause);
    }

    /// <summary>The largest of what the rule's weights differ by: the fifth on top, the rounded size, the bits, what is kept on the host.</summary>
    private static RuleCause OfWeights(RuleEstimate rule, Bytes exact)
    {
        var (named, counted) = (rule.Shape.Parameters.Count, rule.Exact.Parameters.Count);
        var onHost = rule.Exact.Request.Training is null ? rule.Exact.HostWeights.Count : 0;
        (RuleCause Cause, double Size)[] causes =
        [
            (RuleCause.WeightOverhead, rule.Book == RuleBook.Guide ? named * rule.WeightBits / 8 * (GuideTemplate.WeightOverhead - 1) : 0),
            (RuleCause.NameSize, (named - counted) * rule.WeightBits / 8),
            (RuleCause.WeightBits, (counted * rule.WeightBits / 8) - exact.Count - onHost),
            (RuleCause.HostMemory, onHost),
        ];
        return causes.MaxBy(cause => Math.Abs(cause.Size)).Cause;
    }

    /// <summary>The factor that is farthest from one: bits, layers with a cache, heads, tokens kept.</summary>
    private static RuleCause OfCache(RuleEstimate rule)
    {
        var request = rule.Exact.Request;
        if (request.Training is not null)
            return RuleCause.NoCacheInTraining;
        ImmutableArray<Attention> caching = [.. request.Model.Network!.Layers.Where(layer => layer is { Attention: not null, ReusesCache: false }).Select(layer => layer.Attention!)];
        if (caching.IsEmpty)
            return RuleCause.FewerLayers;
        if (caching.Any(attention => attention is LatentAttention or CompressedAttention))
            return rule.Book == RuleBook.MemoryMath ? RuleCause.CountedOtherwise : RuleCause.LatentRow;
        var grouped = caching.OfType<GroupedQueryAttention>().ToList();
        (RuleCause Cause, double Factor)[] factors =
        [
            (RuleCause.CountedOtherwise, 1),
            (RuleCause.CacheBits, (request.Keys.Layout.BitsPerElement + request.Values.Layout.BitsPerElement) / 2 / rule.CacheBits),
            (RuleCause.FewerLayers, (double)caching.Length / rule.Shape.Layers),
            (RuleCause.SharedHeads, rule.Book == RuleBook.MemoryMath || grouped.Count == 0 ? 1 : grouped.Average(attention => (double)attention.KeyValueHeads * (attention.HeadDim + attention.ValueHeadDim)) / (2.0 * rule.Shape.HiddenSize)),
            (RuleCause.Windows, caching.Average(attention => KeptShare(attention, request.Context))),
        ];
        return factors.MaxBy(factor => Math.Abs(Math.Log(factor.Factor))).Cause;
    }

    /// <summary>The part of a context's tokens that a layer keeps.</summary>
    internal static double KeptShare(Attention attention, TokenCount context) => attention.Scope is { Window.Count: > 0 and var window }
        ? Math.Min(1, (double)window / Math.Max(1, context.Count))
        : 1;
}
