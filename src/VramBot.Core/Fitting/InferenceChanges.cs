using System.Collections.Immutable;
using VramBot.Core.Catalogs;
using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Formats;
using VramBot.Core.Gpus;
using VramBot.Core.Models;
using VramBot.Core.Speed;
using VramBot.Core.Units;

namespace VramBot.Core.Fitting;

/// <summary>Ways to change what is served so that it runs on some cards, each estimated again; those that do not make it run have no fit.</summary>
internal sealed class InferenceChanges(Estimate asked, AdviceTarget target, Catalog catalog)
{
    private const int RoundContext = 256;

    /// <summary>Slower than this nobody waits for an answer; what is slower than people read (<see cref="Loss"/>) is a makeshift already.</summary>
    private const double SlowestTokensPerSecond = 1;

    /// <summary>A model that is smaller than this share of the one asked for is not a sibling but something else.</summary>
    private const double SmallestSibling = 0.15;

    /// <summary>Bits that more cards, or another model, are offered at when the format asked for needs more than they have.</summary>
    private const double UsualBits = 4;

    /// <summary>More bits than this no format of eight has.</summary>
    private const double MostOfEight = 9;

    /// <summary>More bits than this no format of four has, scales included.</summary>
    private const double MostOfFour = 5;

    private readonly EstimateRequest request = asked.Request;
    private readonly Estimate before = FitFinder.Find(asked.Request, target.Rig) is Result<GpuFit>.Ok { Value.Estimate: var there } ? there : asked;

    /// <summary>Whether what is asked is spread over as many cards as are aimed at, so that its sizes compare.</summary>
    public bool IsOnSameCards => target.Count == request.Parallelism.Gpus;

    /// <summary>The best format of each ladder that leaves room, else the best that just fits; the same engine's first.</summary>
    public IEnumerable<Suggestion> Formats()
    {
        foreach (var ladder in Ladders())
            if (Best(In(ladder).Select(changed => Try(SuggestionKind.WeightFormat, changed))) is { } found)
                yield return found;
    }

    /// <summary>Better formats that leave room, the best first, none with more bits than the model ships in.</summary>
    public IEnumerable<Suggestion> Better()
    {
        var most = catalog.WeightFormats.Find(request.Model.NativeFormat)?.BitsPerWeight ?? double.MaxValue;
        return In(Own().Where(format => Noticeably.Fewer * format.BitsPerWeight > request.Weights.BitsPerWeight && Noticeably.Fewer * format.BitsPerWeight <= most))
            .Select(changed => Try(SuggestionKind.BetterFormat, changed)).OfType<Suggestion>().Where(suggestion => suggestion.Fit is not null);
    }

    /// <summary>The cache in fewer bits: in 8, else, where the engine has such, in 4.</summary>
    public IEnumerable<Suggestion> Cache() => Best(SmallerCaches(request).Select(changed => Try(SuggestionKind.CacheFormat, changed))) is { } found ? [found] : [];

    /// <summary>An 8-bit cache beside a smaller format, which can then be a better one.</summary>
    public IEnumerable<Suggestion> CacheAndFormat()
    {
        foreach (var ladder in Ladders())
            if (Best(In(ladder).SelectMany(changed => SmallerCaches(changed).Take(1)).Select(changed => Try(SuggestionKind.CacheAndWeightFormat, changed))) is { } found)
                yield return found;
    }

    /// <summary>The context that just fits, rounded down to a round number; or, when none does, what half of it saves.</summary>
    public IEnumerable<Suggestion> Context()
    {
        if (request.Context.Count <= RoundContext)
            yield break;
        var longest = Most((request.Context.Count - 1) / RoundContext, rows => request with { Context = new(rows * RoundContext) });
        if (Try(SuggestionKind.Context, longest ?? request with { Context = new(request.Context.Count / 2) }) is { } found)
            yield return found;
    }

    /// <summary>As many users at once as fit.</summary>
    public IEnumerable<Suggestion> Users()
    {
        if (Most(request.Sequences - 1, users => request with { Sequences = (int)users }) is { } fewer && Try(SuggestionKind.Users, fewer) is { } found)
            yield return found;
    }

    /// <summary>As little as possible in host memory, by llama.cpp or the engine asked for where it can do so.</summary>
    public IEnumerable<Suggestion> HostMemory()
    {
        if (request.Model.Network is not { } network || target.Rig.Cards.Any(card => card.IsUnified) || request.Settings is not { GpuLayers: null, HostExpertLayers: 0 } || OnLlamaCpp() is not { } whole
            || HostOffloadLimit.Least(whole, target.Rig) is not { } offload)
            yield break;
        var parted = whole with { Settings = offload.Apply(whole.Settings, whole.Engine, network.Layers.Length) };
        if (Try(SuggestionKind.HostMemory, parted) is { Fit: { } fit } found && DecodeSpeed.Of(fit)?.PerSequence.High >= SlowestTokensPerSecond)
            yield return found with { Offload = offload };
    }

    /// <summary>The largest smaller model of the same family that fits, in the format asked for, else in one of at least four bits; none for a placement in host memory, which counts the layers of this model.</summary>
    public IEnumerable<Suggestion> Sibling()
    {
        if (request.Settings is { GpuLayers: not null } or { HostExpertLayers: > 0 })
            yield break;
        var size = asked.Parameters.Count;
        var siblings = catalog.Models.All
            .Where(model => model is { Network: not null, IsComplete: true } && model.Family == request.Model.Family && model.MaxContext >= request.Context)
            .Select(model => (Model: model, ParameterCounts.Of(model.Network!).All.Count))
            .Where(sibling => sibling.Count < Noticeably.Fewer * size && sibling.Count > SmallestSibling * size)
            .OrderByDescending(sibling => sibling.Count);
        foreach (var (sibling, _) in siblings)
        {
            var smaller = Ladders().SelectMany(In).Where(changed => changed.Weights.BitsPerWeight >= UsualBits).Prepend(request);
            if (Best(smaller.Select(changed => Try(SuggestionKind.SmallerModel, changed with { Model = sibling }))) is { } found)
            {
                yield return found;
                yield break;
            }
        }
    }

    /// <summary>The fewest more cards of the kind that hold it as asked, and fewer that hold it in four bits or more.</summary>
    public IEnumerable<Suggestion> MoreCards()
    {
        if (target.Rig.IsMixed)
            yield break;
        var smaller = Ladders().SelectMany(In).Where(changed => changed.Weights.BitsPerWeight >= UsualBits).ToList();
        var offered = false;
        foreach (var count in MoreCounts())
        {
            var rig = Rig.Of(target.Gpu, count);
            if (Try(SuggestionKind.MoreGpus, request with { Parallelism = Parallelism.OneGpu }, rig) is { Fit: not null } whole)
            {
                yield return whole;
                yield break;
            }

            if (!offered && Best(smaller.Select(changed => Try(SuggestionKind.MoreGpus, changed with { Parallelism = Parallelism.OneGpu }, rig))) is { } found)
            {
                offered = true;
                yield return found;
            }
        }
    }

    /// <summary>Numbers of cards that are worth a look: each one where layers are spread, else those whose ranks all share every matrix, and the usual 2, 4 and 8.</summary>
    private IEnumerable<int> MoreCounts()
    {
        var usual = EngineSupport.Counts(target.Gpu).ToArray();
        return Enumerable.Range(target.Count + 1, Math.Max(0, usual[^1] - target.Count))
            .Where(count => usual.Contains(count) || request.Engine.Engine.RunsGguf || CardSpread.On(request with { Parallelism = Parallelism.OneGpu }, count).Parallelism.Tensor == count);
    }

    /// <summary>The request with the largest number that leaves room, else with the largest that just fits; null when not even one does.</summary>
    private EstimateRequest? Most(long most, Func<long, EstimateRequest> with)
    {
        for (var worst = FitVerdict.Fits; worst <= target.Worst; worst++)
            if (FitFinder.Largest(most, with, target.Rig, worst) is { } largest)
                return with(largest);
        return null;
    }

    /// <summary>The ladder of the engine, and llama.cpp's, whose buffers are smaller: there weights of as many bits may fit that do not here.</summary>
    private IEnumerable<IEnumerable<WeightFormat>> Ladders()
    {
        yield return Own().Where(format => format.BitsPerWeight < Noticeably.Fewer * request.Weights.BitsPerWeight);
        if (!request.Engine.Engine.RunsGguf && request.Draft is null && request.Adapters is null)
            yield return FormatLadders.For(request.Model, KnownEngines.LlamaCpp, catalog).Where(format => Noticeably.Fewer * format.BitsPerWeight <= request.Weights.BitsPerWeight);
    }

    private IEnumerable<WeightFormat> Own() => FormatLadders.Of(request.Engine.Kind, request.Weights).Select(catalog.WeightFormats.Find).OfType<WeightFormat>();

    private IEnumerable<EstimateRequest> In(IEnumerable<WeightFormat> ladder) => ladder.Select(format => FormatLadders.InFormat(request, format, catalog)).OfType<EstimateRequest>();

    /// <summary>The request where it can be parted: as it is, or in llama.cpp's usual format of four bits.</summary>
    private EstimateRequest? OnLlamaCpp()
    {
        if (request.Engine.Engine.RunsGguf && request.Weights.BitsPerWeight < MostOfEight)
            return request;
        if (request.Draft is not null || request.Adapters is not null)
            return null;
        return FormatLadders.For(request.Model, KnownEngines.LlamaCpp, catalog).FirstOrDefault(format => format.BitsPerWeight < MostOfFour) is { } format ? FormatLadders.InFormat(request, format, catalog) : null;
    }

    private IEnumerable<EstimateRequest> SmallerCaches(EstimateRequest changed)
    {
        if (changed.Engine.Kind == EngineKind.Transformers)
            yield break;
        string[] ids = changed.Engine.Engine.RunsGguf ? ["q8_0", "q4_0"] : changed.Engine.Kind == EngineKind.Mlx ? ["q8_0"] : ["fp8"];
        foreach (var id in ids)
            if (catalog.CacheFormats.Find(id) is { } format && format.Layout.BitsPerElement < changed.Keys.Layout.BitsPerElement)
                yield return changed with { Keys = format, Values = format };
    }

    /// <summary>The first that leaves room, else the first that just fits.</summary>
    private static Suggestion? Best(IEnumerable<Suggestion?> tried)
    {
        Suggestion? tight = null;
        foreach (var suggestion in tried)
        {
            if (suggestion?.Fit?.Verdict == FitVerdict.Fits)
                return suggestion;
            tight ??= suggestion is { Fit: not null } ? suggestion : null;
        }

        return tight;
    }

    private Suggestion? Try(SuggestionKind kind, EstimateRequest changed) => Try(kind, changed, target.Rig);

    /// <summary>The change estimated on some cards; null where it cannot be, or where what it takes at least is too large. A shorter context is estimated all the same: that it does not help is said.</summary>
    private Suggestion? Try(SuggestionKind kind, EstimateRequest changed, Rig rig) =>
        (kind is SuggestionKind.Context || ((kind is SuggestionKind.HostMemory || WhatFits.MayHold(changed, rig)) && FitFinder.MayHold(changed, rig))) && FitFinder.Find(changed, rig) is Result<GpuFit>.Ok { Value: var fit }
            ? new(kind, fit.Estimate.Request, fit.Verdict <= target.Worst ? fit : null, fit.Estimate, before.Total - fit.Estimate.Total)
            : null;
}
