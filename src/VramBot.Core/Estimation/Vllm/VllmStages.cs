using System.Collections.Immutable;
using VramBot.Core.Estimation.Serving;
using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation.Vllm;

/// <summary>What each pipeline stage holds: the first has the embedding, the last the head and the sampler.</summary>
internal static class VllmStages
{
    /// <summary>The stages' shares, or none when there is one stage.</summary>
    public static ImmutableArray<GpuShare> Of(EstimateRequest request, Network network, VllmDefaults defaults)
    {
        if (request.Parallelism.Pipeline == 1)
            return [];
        var last = request.Parallelism.Pipeline - 1;
        return
        [
            .. RankWeights.OfStages(request, network).Select((weights, stage) => new GpuShare(
                weights,
                VllmCache.Of(request, CacheSpec.Of(request, network, stage), defaults).Needed(),
                Bytes.Zero,
                VllmActivations.Of(request, network, defaults, samples: stage == last))),
        ];
    }
}
