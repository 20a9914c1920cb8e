using System.Collections.Immutable;
using VramBot.Core.Catalogs;
using VramBot.Core.Estimation;

namespace VramBot.Core.Fitting;

/// <summary>Finds what to change, and only says what it has estimated again.</summary>
public static class Advisor
{
    internal const int MostSuggestions = 3;

    /// <summary>At most three suggestions, the ones that make it work at the least loss first; behind them what people would try first and what does not help.</summary>
    /// <param name="asked">The estimate as asked.</param>
    /// <param name="fit">How it sits on the person's own GPUs; null when none were named: then the largest common card that is too small is aimed at.</param>
    /// <param name="catalog">Formats and GPUs to choose from.</param>
    public static ImmutableArray<Suggestion> Suggest(Estimate asked, GpuFit? fit, Catalog catalog)
    {
        ArgumentNullException.ThrowIfNull(asked);
        ArgumentNullException.ThrowIfNull(catalog);
        if (asked.Request.Training is not null)
            return TrainingAdvisor.Suggest(asked, fit, catalog);
        if (fit?.Verdict == FitVerdict.Fits)
            return [.. new InferenceChanges(asked, new(fit.Rig) { Worst = FitVerdict.Fits }, catalog).Better().Take(1)];
        var suggestions = ImmutableArray<Suggestion>.Empty;
        foreach (var target in fit is not null ? [new AdviceTarget(fit.Rig) { Worst = fit.Verdict == FitVerdict.Tight ? FitVerdict.Fits : FitVerdict.Tight }] : AdviceTargets.Near(asked, catalog))
        {
            suggestions = Suggest(new InferenceChanges(asked, target, catalog));
            if (suggestions.Any(suggestion => suggestion.Fit is not null))
                break;
        }

        return suggestions;
    }

    private static ImmutableArray<Suggestion> Suggest(InferenceChanges changes)
    {
        var context = changes.Context().ToList();
        var working = changes.Cache().Concat(changes.Formats()).Concat(changes.CacheAndFormat()).Concat(context).Concat(changes.Users()).Concat(changes.HostMemory()).Concat(changes.Sibling()).Concat(changes.MoreCards())
            .Where(suggestion => suggestion.Fit is not null).ToList();
        if (working.Exists(suggestion => Loss.Of(suggestion) < Loss.Great))
            working.RemoveAll(suggestion => suggestion.IsGreatLoss);
        return
        [
            .. working.Where(suggestion => !working.Exists(other => Loss.Dominates(other, suggestion))).OrderBy(Loss.Of).ThenBy(suggestion => suggestion.Fit!.Verdict).Take(MostSuggestions),
            .. context.Where(suggestion => suggestion.Fit is null && changes.IsOnSameCards),
        ];
    }
}
