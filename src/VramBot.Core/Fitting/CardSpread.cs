using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Estimation.Serving;

namespace VramBot.Core.Fitting;

/// <summary>How an engine spreads a model over equal cards when it is not told.</summary>
public static class CardSpread
{
    /// <summary>
    /// The request on some cards: by layers where the engine can do no other; else by matrices over as many ranks as divide them, and stages of such ranks; ranks hold whole experts where slices of
    /// them are not possible.
    /// </summary>
    public static EstimateRequest On(EstimateRequest request, int cards)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Engine.Engine.RunsGguf || request.Engine.Kind == EngineKind.Transformers || request.Model.Network is not { } network)
            return request with { Parallelism = new(1, cards) };
        for (var ranks = cards; ranks > 1; ranks--)
        {
            if (cards % ranks != 0)
                continue;
            var spread = request with { Parallelism = new(ranks, cards / ranks) };
            if (TensorRanks.Obstacle(spread, network) is null)
                return spread;
            if (request.Engine.Kind is EngineKind.Vllm or EngineKind.Sglang && TensorRanks.NeedsWholeExperts(spread, network))
                return spread with { Settings = spread.Settings with { ExpertParallel = true } };
        }

        return request with { Parallelism = new(1, cards) };
    }
}
