using System.Collections.Immutable;
using VramBot.Core.Catalogs;
using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Formats;
using VramBot.Core.Gpus;
using VramBot.Core.Units;

namespace VramBot.Core.Fitting;

/// <summary>Finds what to change, and only says what it has estimated again.</summary>
public static class Advisor
{
    internal const int MostSuggestions = 3;

    /// <summary>At most three suggestions, the ones that make it work at the least loss of quality first.</summary>
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
            return [.. Better(asked, new(fit.Gpu, fit.Count), catalog).Take(1)];
        var suggestions = ImmutableArray<Suggestion>.Empty;
        foreach (var target in fit is not null ? [new AdviceTarget(fit.Gpu, fit.Count)] : AdviceTargets.Near(asked, catalog))
        {
            suggestions = Suggest(asked, target, catalog);
            if (suggestions.Any(Works))
                break;
        }

        return suggestions;
    }

    private static ImmutableArray<Suggestion> Suggest(Estimate asked, AdviceTarget target, Catalog catalog)
    {
        var shorter = Shorter(asked, target).ToList();
        return
        [
            .. Smaller(asked, target, catalog)
                .Concat(Cache(asked, target, catalog))
                .Concat(shorter.Where(Works))
                .Concat(More(asked, target))
                .Concat(shorter.Where(suggestion => !Works(suggestion) && target.Count == asked.Request.Parallelism.Gpus))
                .Take(MostSuggestions),
        ];
    }

    /// <summary>The best format of each ladder that fits; the same engine's first.</summary>
    private static IEnumerable<Suggestion> Smaller(Estimate asked, AdviceTarget target, Catalog catalog)
    {
        var own = LadderOf(asked.Request);
        foreach (var ladder in own == FormatLadders.Gguf ? [own] : new[] { own, FormatLadders.Gguf })
            if (Formats(asked, ladder, catalog, format => format.BitsPerWeight < Noticeably.Fewer * asked.Request.Weights.BitsPerWeight)
                .Select(request => Try(SuggestionKind.WeightFormat, asked, request, target)).FirstOrDefault(Works) is { } found)
                yield return found;
    }

    private static ImmutableArray<string> LadderOf(EstimateRequest request) => FormatLadders.Of(request.Engine.Kind, request.Weights);

    private static IEnumerable<Suggestion> Better(Estimate asked, AdviceTarget target, Catalog catalog)
    {
        return Formats(asked, LadderOf(asked.Request), catalog, format => format.BitsPerWeight > asked.Request.Weights.BitsPerWeight)
            .Select(request => Try(SuggestionKind.BetterFormat, asked, request, target)).OfType<Suggestion>()
            .Where(suggestion => suggestion.Fit?.Verdict == FitVerdict.Fits);
    }

    private static IEnumerable<Suggestion> Cache(Estimate asked, AdviceTarget target, Catalog catalog)
    {
        var request = asked.Request;
        var id = request.Engine.Engine.RunsGguf || request.Engine.Kind == EngineKind.Mlx ? "q8_0" : "fp8";
        if (request.Engine.Kind == EngineKind.Transformers || catalog.CacheFormats.Find(id) is not { } format
            || format.Layout.BitsPerElement >= request.Keys.Layout.BitsPerElement)
            yield break;
        if (Try(SuggestionKind.CacheFormat, asked, request with { Keys = format, Values = format }, target) is { } found && Works(found))
            yield return found;
    }

    /// <summary>The context that just fits, rounded down to a round number; or, when none does, what the shortest could save at most.</summary>
    private static IEnumerable<Suggestion> Shorter(Estimate asked, AdviceTarget target)
    {
        const int Round = 256;
        var request = asked.Request;
        if (FitFinder.Find(request, target.Gpu, target.Count) is not Result<GpuFit>.Ok { Value: var current } || request.Context.Count <= Round)
            yield break;
        var longest = current.Verdict == FitVerdict.DoesNotFit ? FitFinder.MaxContext(current) : null;
        var context = longest is { } most && most.Count >= Round && most < request.Context ? new TokenCount(most.Count / Round * Round) : new TokenCount(request.Context.Count / 2);
        if (Try(SuggestionKind.Context, asked, request with { Context = context }, target) is { } found)
            yield return found;
    }

    private static IEnumerable<Suggestion> More(Estimate asked, AdviceTarget target)
    {
        foreach (var count in EngineSupport.Counts(asked.Request, target.Gpu).ToArray().Where(count => count > target.Count))
            if (Try(SuggestionKind.MoreGpus, asked, asked.Request, target with { Count = count }) is { } found && Works(found))
            {
                yield return found;
                yield break;
            }
    }

    private static IEnumerable<EstimateRequest> Formats(Estimate asked, ImmutableArray<string> ladder, Catalog catalog, Func<WeightFormat, bool> wanted) =>
        ladder.Select(catalog.WeightFormats.Find).OfType<WeightFormat>().Where(wanted).Select(format => WithFormat(asked.Request, format, catalog)).OfType<EstimateRequest>();

    /// <summary>The request in another format, on the engine that reads it, with that engine's own cache type when the engine changes.</summary>
    internal static EstimateRequest? WithFormat(EstimateRequest request, WeightFormat format, Catalog catalog)
    {
        var gguf = request.Engine.Engine.RunsGguf;
        if (format is not GgufMix || gguf)
            return request with { Weights = format };
        return catalog.CacheFormats.Find("f16") is { } half
            ? request with { Weights = format, Engine = KnownEngines.LlamaCpp.At(), Settings = EngineSettings.Default, Parallelism = Parallelism.OneGpu, Keys = half, Values = half }
            : null;
    }

    private static Suggestion? Try(SuggestionKind kind, Estimate asked, EstimateRequest request, AdviceTarget target)
    {
        if (FitFinder.Find(request, target.Gpu, target.Count) is not Result<GpuFit>.Ok { Value: var fit })
            return null;
        return new(kind, fit.Estimate.Request, fit.Verdict == FitVerdict.DoesNotFit ? null : fit, fit.Estimate, asked.Total - fit.Estimate.Total);
    }

    private static bool Works(Suggestion? suggestion) => suggestion?.Fit is not null;
}
