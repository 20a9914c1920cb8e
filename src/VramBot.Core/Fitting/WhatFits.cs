using System.Collections.Immutable;
using VramBot.Core.Catalogs;
using VramBot.Core.Estimation;
using VramBot.Core.Gpus;
using VramBot.Core.Units;

namespace VramBot.Core.Fitting;

/// <summary>The reverse question: which models run on some cards, each in the best of its formats that fits there.</summary>
/// <remarks>
/// Models are looked at in the order in which they would be shown, and no further than until enough are found, so that few of a large catalog are estimated. One whose weights alone exceed the cards is
/// passed over without an estimate, and one whose smallest format does not fit without looking at the others.
/// </remarks>
public static class WhatFits
{
    /// <summary>Weights take no less than this share of their number times the format's bits: mixes may store some tensors below their base type.</summary>
    private const double LeastShare = 0.9;

    /// <summary>The first models of a ranking that fit, one of each kind.</summary>
    /// <param name="ranked">Models in the order in which they are wanted.</param>
    /// <param name="formats">A model's requests, the best format first; none for a model that is not to be looked at.</param>
    /// <param name="kind">Models of one kind are shown once: the first of them that fits.</param>
    /// <param name="rig">The cards.</param>
    /// <param name="most">How many models are wanted.</param>
    /// <param name="wanted">Whether one that fits, or just fits, is good enough; one that is not leaves its place to the next of its kind.</param>
    public static ImmutableArray<ModelFit> First(
        IEnumerable<ModelEntry> ranked, Func<ModelEntry, ImmutableArray<EstimateRequest>> formats, Func<ModelEntry, string> kind, Rig rig, int most, Func<GpuFit, bool> wanted)
    {
        ArgumentNullException.ThrowIfNull(ranked);
        ArgumentNullException.ThrowIfNull(formats);
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(rig);
        ArgumentNullException.ThrowIfNull(wanted);
        var found = ImmutableArray.CreateBuilder<ModelFit>();
        var shown = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var model in ranked)
        {
            if (found.Count == most)
                break;
            if (shown.Contains(kind(model)) || formats(model) is not [.., var smallest] requests || !MayHold(smallest, rig) || Best(requests, rig) is not { } fit || !wanted(fit))
                continue;
            shown.Add(kind(model));
            found.Add(new(model, fit));
        }

        return found.ToImmutable();
    }

    /// <summary>The best format that leaves room on the cards; where none does, the smallest if it just fits; else null.</summary>
    /// <param name="formats">The same request in formats from the best, and largest, to the smallest.</param>
    /// <param name="rig">The cards.</param>
    public static GpuFit? Best(ImmutableArray<EstimateRequest> formats, Rig rig)
    {
        ArgumentNullException.ThrowIfNull(rig);
        if (formats.Length == 0 || On(formats[^1], rig) is not { Verdict: not FitVerdict.DoesNotFit } smallest)
            return null;
        return formats.Select(format => On(format, rig)).FirstOrDefault(fit => fit?.Verdict == FitVerdict.Fits) ?? smallest;
    }

    /// <summary>Whether the weights alone leave a chance, or some of them are in host memory. llama.cpp keeps the token embedding in host memory, so that it is not counted.</summary>
    public static bool MayHold(EstimateRequest request, Rig rig)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(rig);
        if (request.Model.Network is not { } network)
            return false;
        if (request.Settings is { GpuLayers: not null } or { HostExpertLayers: > 0 })
            return true;
        var counted = ParameterCounts.Of(network).All.Count - (request.Engine.Engine.RunsGguf ? (long)network.VocabularySize * network.HiddenSize : 0);
        return Bytes.FromBytes((long)(LeastShare * counted * request.Weights.BitsPerWeight / 8)) <= rig.Cards.Aggregate(Bytes.Zero, (sum, card) => sum + card.Usable);
    }

    private static GpuFit? On(EstimateRequest request, Rig rig) => FitFinder.Find(request, rig) is Result<GpuFit>.Ok { Value: var fit } ? fit : null;
}
