using VramBot.Core.Estimation.Adapters;
using VramBot.Core.Estimation.Drafts;
using VramBot.Core.Models;
using VramBot.Core.Units;

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
        var size = AdapterWeights.Of(network, adapters, alone.Request.Parallelism);
        var part = new MemoryPart(PartKind.Adapters, size, "count × rank × (inputs + outputs) × 2 bytes, every linear layer", Basis.Derived);
        return alone with
        {
            Parts = alone.Parts.Insert(PlaceIn(alone), part),
            Low = alone.Low + size,
            High = alone.High + size,
            Pool = Without(alone.Pool, size),
            Assumptions = alone.Assumptions.Add($"{adapters.Count} LoRA adapter{(adapters.Count == 1 ? string.Empty : "s")} of rank {adapters.Rank} on every linear layer"),
        };
    }

    private static Estimate WithDraft(Estimate alone, Estimate draft, DraftModel named)
    {
        var part = DraftMemory.PartOf(draft);
        return alone with
        {
            Parts = alone.Parts.Insert(PlaceIn(alone), part),
            Low = alone.Low + part.Size.Scale((double)draft.Low.Count / draft.Total.Count),
            High = alone.High + part.Size.Scale((double)draft.High.Count / draft.Total.Count),
            CachePerToken = alone.CachePerToken + draft.CachePerToken,
            HostWeights = alone.HostWeights + draft.HostWeights,
            Pool = DraftMemory.PoolOf(alone.Pool, alone, draft),
            Assumptions = alone.Assumptions.Add($"draft {draft.Request.Model.Name} in {draft.Request.Weights.Label}"),
            Notes = [.. alone.Notes, .. DraftMemory.Notes(alone.Request, named)],
        };
    }

    /// <summary>The pool that is left when something else takes a part of the engine's budget.</summary>
    private static CachePool? Without(CachePool? pool, Bytes size)
    {
        if (pool is null || pool.Size <= size)
            return pool is null ? null : new(Bytes.Zero, new(0));
        return new(pool.Size - size, new((long)((double)pool.Tokens.Count * (pool.Size - size).Count / pool.Size.Count)));
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
