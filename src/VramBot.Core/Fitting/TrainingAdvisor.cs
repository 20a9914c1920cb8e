using System.Collections.Immutable;
using VramBot.Core.Catalogs;
using VramBot.Core.Estimation;
using VramBot.Core.Estimation.Training;
using VramBot.Core.Gpus;

namespace VramBot.Core.Fitting;

/// <summary>Finds what to change in a run, each change estimated again: what trains the same first, then adapters, then what is slow or cuts samples, then more cards.</summary>
internal static class TrainingAdvisor
{
    /// <summary>A change by itself that saves less is no advice.</summary>
    private const double Noticeable = 0.1;

    /// <summary>Among several changes, one that saves less is left out.</summary>
    private const double WorthTaking = 0.01;

    private const int MostIdeas = 2;

    public static ImmutableArray<Suggestion> Suggest(Estimate asked, GpuFit? fit, Catalog catalog)
    {
        if (fit?.Verdict == FitVerdict.Fits)
            return [.. Room(asked, fit, catalog).Take(MostIdeas)];
        var suggestions = ImmutableArray<Suggestion>.Empty;
        foreach (var target in fit is not null ? [new AdviceTarget(fit.Rig)] : AdviceTargets.Near(asked, catalog))
        {
            suggestions = new Search(asked, target with { Worst = fit?.Verdict == FitVerdict.Tight ? FitVerdict.Fits : FitVerdict.Tight }, catalog).Best();
            if (suggestions.Any(suggestion => suggestion.Fit is not null))
                break;
        }

        return suggestions;
    }

    /// <summary>What the free memory can be spent on: better training, faster steps, larger micro-batches; only where it fits as well.</summary>
    private static IEnumerable<Suggestion> Room(Estimate asked, GpuFit fit, Catalog catalog)
    {
        var (request, target) = (asked.Request, new AdviceTarget(fit.Rig) { Worst = FitVerdict.Fits });
        var larger = MicroBatchLimit.Of(fit, FitVerdict.Fits) is { } most && most >= 2 * request.Sequences ? RoundedTo(request.Sequences, most) : request.Sequences;
        (SuggestionKind Kind, EstimateRequest? Changed)[] ideas =
        [
            (request.Training!.Task == TrainingTask.QuantizedLowRank ? SuggestionKind.LowRank : SuggestionKind.FullTraining, TrainingChanges.Better(request, catalog)),
            (SuggestionKind.KeptActivations, TrainingChanges.KeepingActivations(request)),
            (SuggestionKind.LargerMicroBatch, larger > request.Sequences ? request with { Sequences = larger } : null),
        ];
        foreach (var (kind, changed) in ideas)
            if (changed is not null && Tried(kind, asked, changed, target) is { Fit: not null } found)
                yield return found;
    }

    /// <summary>The micro-batch doubled as often as it fits.</summary>
    private static int RoundedTo(int samples, int most)
    {
        while (samples * 2 <= most)
            samples *= 2;
        return samples;
    }

    private static Suggestion? Tried(SuggestionKind kind, Estimate asked, EstimateRequest request, AdviceTarget target) =>
        FitFinder.Find(request, target.Rig) is Result<GpuFit>.Ok { Value: var fit }
            ? new(kind, fit.Estimate.Request, fit.Verdict <= target.Worst ? fit : null, fit.Estimate, asked.Total - fit.Estimate.Total)
            : null;

    /// <summary>One search for what makes a run fit on some cards.</summary>
    private sealed class Search(Estimate asked, AdviceTarget target, Catalog catalog)
    {
        private readonly EstimateRequest request = asked.Request.Parallelism.Gpus == target.Count ? asked.Request : DataParallelLayout.On(asked.Request, target.Count);

        public ImmutableArray<Suggestion> Best()
        {
            var alone = TrainingChanges.KeepingTheTask.Select(change => Try(change.Kind, change.Apply(request, target))).OfType<Suggestion>().ToList();
            var shorter = Try(SuggestionKind.SampleLength, TrainingChanges.Shorter(request, target));
            Suggestion?[] working =
            [
                alone.Any(suggestion => suggestion.Fit?.Verdict == FitVerdict.Fits) ? null : WithRoom(),
                .. alone.Where(Works),
                alone.Any(Works) ? null : Together(SuggestionKind.Together, request),
                alone.Any(Works) ? null : Try(SuggestionKind.Framework, TrainingChanges.StepInBackward(request) ?? TrainingChanges.QuantizedExperts(request)),
                Together(SuggestionKind.LowRank, TrainingChanges.LowRank(request, catalog)),
                Together(SuggestionKind.QuantizedLowRank, TrainingChanges.QuantizedLowRank(request, catalog)),
                Try(SuggestionKind.Offload, TrainingChanges.OptimizerOnHost(request)),
                shorter?.Changed.Context.Count >= request.Context.Count / 2 ? shorter : null,
            ];
            var found = working.OfType<Suggestion>().Where(Works).DistinctBy(suggestion => suggestion.Changed).Take(Advisor.MostSuggestions).ToImmutableArray();
            if (found.Length < Advisor.MostSuggestions && !found.Any(suggestion => suggestion.Changed.Training!.Task == request.Training!.Task) && More() is { } more)
                found = found.Add(more);
            if (found.Length == 0 && shorter is not null && Works(shorter))
                found = [shorter];
            return found.Length > 0 ? found : [.. alone.Append(shorter).OfType<Suggestion>().Where(IsNoticeable).OrderByDescending(suggestion => suggestion.Saves).Take(Advisor.MostSuggestions)];
        }

        /// <summary>Several changes after which it fits with room to spare, where a single one is tight at best.</summary>
        private Suggestion? WithRoom() => new Search(asked, target with { Worst = FitVerdict.Fits }, catalog).Together(SuggestionKind.Together, request);

        /// <summary>A run as it is, or with the fewest changes beside it that make it fit; null when all of them do not.</summary>
        private Suggestion? Together(SuggestionKind kind, EstimateRequest? wanted)
        {
            if (wanted is null || Try(kind, wanted) is not { } plain)
                return null;
            if (Works(plain))
                return plain;
            var taken = ImmutableArray<Func<EstimateRequest, AdviceTarget, EstimateRequest?>>.Empty;
            var best = plain;
            foreach (var (_, apply) in TrainingChanges.KeepingTheTask)
            {
                if (Try(kind, apply(best.Changed, target)) is not { } next || (best.Estimate.Total - next.Estimate.Total).Count < WorthTaking * best.Estimate.Total.Count)
                    continue;
                (best, taken) = (next, taken.Add(apply));
                if (Works(next))
                    return Fewest(kind, wanted, taken) ?? best;
            }

            return null;
        }

        /// <summary>The changes without those that turn out not to be needed beside the later ones.</summary>
        private Suggestion? Fewest(SuggestionKind kind, EstimateRequest wanted, ImmutableArray<Func<EstimateRequest, AdviceTarget, EstimateRequest?>> taken)
        {
            Suggestion? found = null;
            foreach (var change in taken)
            {
                var fewer = taken.Remove(change);
                var changed = fewer.Aggregate(wanted, (run, apply) => apply(run, target) ?? run);
                if (Try(kind, changed) is { Fit: not null } enough)
                    (found, taken) = (enough, fewer);
            }

            return found;
        }

        /// <summary>The fewest cards more that hold it, with other changes where they need them.</summary>
        private Suggestion? More()
        {
            foreach (var count in target.Rig.IsMixed ? [] : EngineSupport.Counts(request, target.Gpu).ToArray().Where(count => count > target.Count))
                if (new Search(asked, target with { Rig = Rig.Of(target.Gpu, count) }, catalog).Together(SuggestionKind.MoreGpus, DataParallelLayout.On(asked.Request, count)) is { } found)
                    return found;
            return null;
        }

        private Suggestion? Try(SuggestionKind kind, EstimateRequest? changed) => changed is null ? null : Tried(kind, asked, changed, target);

        private bool IsNoticeable(Suggestion suggestion) => suggestion.Saves.Count > Noticeable * asked.Total.Count;

        private static bool Works(Suggestion suggestion) => suggestion.Fit is not null;
    }
}
