using System.Globalization;
using VramBot.Core.Estimation;
using VramBot.Core.Models;
using VramBot.Core.RulesOfThumb;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Replies.Rules;

/// <summary>Words why a rule of thumb is off for this request: its largest differences, each with what makes it.</summary>
internal static class RuleReasons
{
    private const int Most = 3;
    private static readonly Bytes Noticeable = Bytes.FromBytes(100_000_000);

    /// <summary>At most three reasons, the largest first, with what each makes of the difference.</summary>
    public static IEnumerable<(RuleGap Gap, string Text)> Of(RuleEstimate rule)
    {
        var largest = rule.Gaps.Select(gap => Math.Abs(gap.Excess.Count)).DefaultIfEmpty().Max();
        return rule.Gaps.Where(gap => Math.Abs(gap.Excess.Count) is var off && off >= Noticeable.Count && off >= largest / 20).Take(Most).Select(gap => (gap, $"{RuleWords.LabelOf(gap.Kind)}, {Signed(gap.Excess)} GB: {Why(rule, gap)}"));
    }

    /// <summary>Gigabytes with their sign: <c>+4.1</c>.</summary>
    private static string Signed(Bytes size) => size.TotalGigabytes.ToString("+0.0;−0.0", CultureInfo.CurrentCulture);

    private static string Why(RuleEstimate rule, RuleGap gap) => gap.Cause switch
    {
        RuleCause.WeightOverhead => Tr("a fifth is put on top of the weights; names, padding and tables take megabytes"),
        RuleCause.NameSize => Tr($"{rule.Shape.Parameters} parameters by the name are {rule.Exact.Parameters} when they are counted"),
        RuleCause.WeightBits => Tr($"a weight is counted with {RuleWords.Bits(rule.WeightBits)} bits; here it takes {RuleWords.Bits(BitsOf(rule, gap))} on average"),
        RuleCause.HostMemory => Tr($"{Figures.Gibibytes(rule.Exact.HostWeights)} GiB of the weights stay in host memory"),
        RuleCause.SharedHeads => Heads(rule),
        RuleCause.LatentRow => Tr("keys and values of every head are counted; one compressed row a token is kept"),
        RuleCause.Windows => Tr($"every token is counted in every layer; {Windowed(rule)} of {rule.Shape.Layers} layers keep a window of the last ones"),
        RuleCause.FewerLayers => Tr($"all {rule.Shape.Layers} layers are counted; {Caching(rule)} keep keys and values"),
        RuleCause.CacheBits => Tr($"a cached number is counted with {RuleWords.Bits(rule.CacheBits)} bits; here it takes {RuleWords.Bits(CachedBits(rule))}"),
        RuleCause.NoCacheInTraining => Tr("a cache is counted; training keeps none"),
        RuleCause.StateBytes => StateBytes(rule, gap),
        _ => Otherwise(rule, gap),
    };

    private static string Heads(RuleEstimate rule)
    {
        var heads = rule.Exact.Request.Model.Network!.Layers.Select(layer => layer.Attention).OfType<GroupedQueryAttention>().First();
        return heads.KeyValueHeads == heads.Heads
            ? Tr($"a row as wide as the model is counted, {rule.Shape.HiddenSize:#,0}; {heads.KeyValueHeads} heads of {heads.HeadDim} are kept")
            : Tr($"all {heads.Heads} attention heads are counted; they share {heads.KeyValueHeads} of keys and values (GQA)");
    }

    private static double BitsOf(RuleEstimate rule, RuleGap gap) => 8.0 * (gap.Estimate + rule.Exact.HostWeights).Count / Math.Max(1, rule.Exact.Parameters.Count);

    private static double CachedBits(RuleEstimate rule) => (rule.Exact.Request.Keys.Layout.BitsPerElement + rule.Exact.Request.Values.Layout.BitsPerElement) / 2;

    private static int Windowed(RuleEstimate rule) => rule.Exact.Request.Model.Network!.Layers.Count(layer => layer.Attention is { Scope.Window.Count: > 0 });

    private static int Caching(RuleEstimate rule) => rule.Exact.Request.Model.Network!.Layers.Count(layer => layer is { Attention: not null, ReusesCache: false });

    private static string StateBytes(RuleEstimate rule, RuleGap gap)
    {
        var run = rule.Exact.Request.Training!;
        if (!run.TrainsAllWeights)
            return Tr($"adapters of {GuideTemplate.AdapterParameters(rule.Shape, run.Adapter!.Rank)} parameters are counted; those of this run take {Figures.Gibibytes(gap.Estimate)} GiB");
        return Tr($"{Each(rule, gap.Rule)} bytes a parameter are counted; this run takes {Each(rule, gap.Estimate)}");
    }

    private static string Each(RuleEstimate rule, Bytes size) => ((double)size.Count / rule.Shape.Parameters.Count).ToString("0.#", CultureInfo.CurrentCulture);

    private static string Otherwise(RuleEstimate rule, RuleGap gap) => gap.Kind switch
    {
        RulePartKind.Overhead when rule.Exact.Request.Training is null => Tr($"context, graphs and libraries take {Figures.Gibibytes(gap.Estimate)} GiB"),
        RulePartKind.Overhead => Tr($"context and allocator take {Figures.Gibibytes(gap.Estimate)} GiB"),
        RulePartKind.Activations when rule.Book != RuleBook.Guide => Tr($"none are counted; the largest step takes {Figures.Gibibytes(gap.Estimate)} GiB"),
        RulePartKind.Activations => Tr($"one row a layer and token is counted; the largest step takes {Figures.Gibibytes(gap.Estimate)} GiB"),
        _ => Tr($"the estimate has {Figures.Gibibytes(gap.Estimate)} GiB"),
    };
}
