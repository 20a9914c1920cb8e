using VramBot.Core.Engines;
using VramBot.Core.Estimation.Adapters;
using VramBot.Core.Estimation.Drafts;
using VramBot.Core.Models;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Core.Estimation;

/// <summary>Adds what is loaded beside a model: a draft for speculative decoding, LoRA adapters.</summary>
internal static class Companions
{
    public static Result<Estimate> With(Estimate alone, Network network)
    {
        var adapted = alone.Request.Adapters is { } adapters ? WithAdapters(alone, network, adapters) : alone;
        return adapted.Request.Draft is not { } draft ? adapted : DraftMemory.Estimate(adapted.Request, draft) switch
        {
            Result<Estimate>.Ok(var estimate) => WithDraft(adapted, estimate, draft),
            var rejected => rejected,
        };
    }

    private static Estimate WithAdapters(Estimate alone, Network network, ServedAdapters adapters)
    {
        var told = alone with { Assumptions = Assumptions(alone, adapters) };
        if (alone.Parts.Any(part => part.Kind == PartKind.Adapters))
            return told;
        var added = AdapterWeights.PartOf(network, adapters, alone.Request.Parallelism);
        return EstimateBuilder.WithParts(told, alone.Parts.Insert(PlaceIn(alone), added)) with { Pool = alone.Pool?.Without(added.Size) };
    }

    private static IEnumerable<string> Assumptions(Estimate alone, ServedAdapters adapters)
    {
        foreach (var assumption in alone.Assumptions)
            yield return assumption;
        var places = AdapterWeights.WordsOf(adapters.Targets) + Whole(alone, adapters);
        yield return Tr(adapters.Count, $"{adapters.Count} LoRA adapter of rank {adapters.Rank} on {places}", $"{adapters.Count} LoRA adapters of rank {adapters.Rank} on {places}");
    }

    /// <summary>vLLM makes its buffers before it knows the adapters (vllm/lora/models.py wraps every supported module), so they do not follow the targets.</summary>
    private static string Whole(Estimate alone, ServedAdapters adapters) =>
        alone.Request.Engine.Kind == EngineKind.Vllm && adapters.Targets != AdapterTargets.AllLinear ? Tr("; vLLM has buffers for every linear layer whatever they are on") : string.Empty;

    private static Estimate WithDraft(Estimate alone, Estimate draft, DraftModel named)
    {
        var part = DraftMemory.PartOf(draft);
        var pool = DraftMemory.PoolOf(alone, draft);
        return EstimateBuilder.WithParts(alone, alone.Parts.Insert(PlaceIn(alone), part)) with
        {
            CachePerToken = alone.CachePerToken + draft.CachePerToken,
            HostWeights = alone.HostWeights + draft.HostWeights,
            Pool = pool,
            LeastUtilization = alone.LeastUtilization is { } share && alone.Request.Gpu is { } card ? share + ((double)part.Size.Count / card.Total.Count) : null,
            Refusal = alone.Refusal ?? (pool is { MaximumConcurrency: < 1 } ? Tr("the cache that is left beside the draft is smaller than one request.") : null),
            Assumptions = Assumptions(alone, draft),
            Notes = alone.Notes.Concat(DraftMemory.Notes(alone.Request, named)),
        };
    }

    private static IEnumerable<string> Assumptions(Estimate alone, Estimate draft)
    {
        foreach (var assumption in alone.Assumptions)
            yield return assumption;
        yield return Tr($"draft {draft.Request.Model.Name} in {draft.Request.Weights.Label}");
    }

    /// <summary>Behind weights and cache, before what the engine adds.</summary>
    private static int PlaceIn(Estimate estimate)
    {
        var place = 0;
        while (place < estimate.Parts.Length && estimate.Parts[place].Kind is PartKind.Weights or PartKind.Cache or PartKind.States or PartKind.Adapters)
            place++;
        return place;
    }
}
