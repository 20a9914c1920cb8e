using System.Collections.Immutable;
using VramBot.Core.Estimation.Bands;
using VramBot.Core.Models;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Core.Estimation;

/// <summary>Turns an engine's parts into an estimate: the band, the counts and what every engine has to say alike.</summary>
internal static class EstimateBuilder
{
    public static Estimate Build(EstimateRequest request, Network network, EngineTerms terms)
    {
        var sizeOnly = request.Model.IsSizeOnly;
        var measured = BandTable.Measured.Of(request);
        var band = sizeOnly ? measured.ForSizeOnly() : measured;
        var (low, high) = band.Around(terms.Parts);
        return new()
        {
            Request = request,
            Parts = terms.Parts,
            Low = low,
            High = high,
            Band = band,
            Depth = sizeOnly ? EstimateDepth.SizeOnly : request.IsOfOwnFiles ? EstimateDepth.Exact : EstimateDepth.Architecture,
            Parameters = ParameterCounts.Of(network).All,
            ActiveParameters = ParameterCounts.Of(network).Active,
            CachePerToken = terms.CachePerToken,
            Shares = terms.Shares,
            HostWeights = terms.HostWeights,
            HostCache = terms.HostCache,
            Pool = terms.Pool,
            Takes = terms.Takes,
            LeastUtilization = terms.LeastUtilization,
            Refusal = terms.Refusal,
            Peak = terms.Peak,
            Assumptions = terms.Assumptions,
            Notes = Notes(request, terms.Notes),
        };
    }

    /// <summary>The estimate with other parts, within the same errors.</summary>
    public static Estimate WithParts(Estimate estimate, ImmutableArray<MemoryPart> parts)
    {
        var (low, high) = estimate.Band.Around(parts);
        return estimate with { Parts = parts, Low = low, High = high };
    }

    /// <summary>The estimate with the one part of a kind at another size.</summary>
    public static Estimate Resized(Estimate estimate, PartKind kind, Bytes size)
    {
        var index = 0;
        while (estimate.Parts[index].Kind != kind)
            index++;
        return WithParts(estimate, estimate.Parts.SetItem(index, estimate.Parts[index] with { Size = size }));
    }

    private static IEnumerable<string> Notes(EstimateRequest request, IEnumerable<string> own)
    {
        if (request.Engine.Assumption is { } assumption)
            yield return assumption;
        if (request.Context > request.Model.MaxContext)
            yield return Tr($"{request.Model.Name} was made for {request.Model.MaxContext} tokens; beyond them it needs rope scaling and answers worse.");
        if (!request.Model.IsComplete)
            yield return request.Model.Note is { } note ? Tr($"Not every part of {request.Model.Name} has a source: {Tr(note)}.") : Tr($"Not every part of {request.Model.Name} has a source.");
        foreach (var note in own)
            yield return note;
    }
}
