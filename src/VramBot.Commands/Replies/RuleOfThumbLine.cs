using VramBot.Core.Estimation;
using VramBot.Core.RulesOfThumb;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Replies;

/// <summary>The usual rule, weights × 1.2, where it would mislead, with the reason.</summary>
/// <remarks>
/// Too little misleads from 5 % on: that is the headroom which fits leave free, so what the rule says to fit would not. Too much misleads from 20 % on: that is the smallest step between the sizes in which
/// cards are sold (40 → 48 GB, 80 → 96 GB), so the rule may ask for a larger card.
/// </remarks>
internal static class RuleOfThumbLine
{
    private const double TooLittle = 0.95;
    private const double TooMuch = 1.2;
    private const double MostOfIt = 0.5;

    public static string? Of(Estimate estimate)
    {
        var request = estimate.Request;
        if (request.Parallelism.Gpus > 1 || request.Weights.BitsPerWeight <= 0 || request.Settings is not { GpuLayers: null, HostExpertLayers: 0 })
            return null;
        var rule = GuideTemplate.Weights(estimate.Parameters, request.Weights.BitsPerWeight);
        var ratio = (double)rule.Count / estimate.Total.Count;
        if (ratio is > TooLittle and < TooMuch)
            return null;
        var (off, reason) = (Math.Abs(ratio - 1), Reason(estimate, rule.Scale(1 / GuideTemplate.WeightOverhead)));
        return ratio > 1
            ? Tr($"The usual rule, weights × 1.2, says {rule.TotalGigabytes:0.0} GB ({rule.TotalGibibytes:0.0} GiB), {off:P0} too much here: {reason}.")
            : Tr($"The usual rule, weights × 1.2, says {rule.TotalGigabytes:0.0} GB ({rule.TotalGibibytes:0.0} GiB), {off:P0} too little here: {reason}.");
    }

    /// <summary>The larger of the two differences: in the weights themselves, or in what comes beside them.</summary>
    private static string Reason(Estimate estimate, Bytes nominal)
    {
        var (weights, cache) = (estimate[PartKind.Weights], estimate[PartKind.Cache] + estimate[PartKind.States]);
        var (beside, fifth) = (estimate.Total - weights, nominal.Scale(GuideTemplate.WeightOverhead - 1));
        var (offInWeights, offBeside) = (weights - nominal, beside - fifth);
        if (Math.Abs(offInWeights.Count) > Math.Abs(offBeside.Count))
            return offInWeights > Bytes.Zero
                ? Tr($"the weights take {Figures.Gibibytes(weights)} GiB, since some tensors stay wider, and not {Figures.Gibibytes(nominal)}")
                : Tr($"the weights take {Figures.Gibibytes(weights)} GiB of the GPU, and not {Figures.Gibibytes(nominal)}");
        return cache > beside.Scale(MostOfIt) && beside > fifth
            ? Tr($"beside the weights come {Figures.Gibibytes(beside)} GiB, most of it cache, and not {Figures.Gibibytes(fifth)}")
            : Tr($"beside the weights come {Figures.Gibibytes(beside)} GiB, and not {Figures.Gibibytes(fifth)}");
    }
}
