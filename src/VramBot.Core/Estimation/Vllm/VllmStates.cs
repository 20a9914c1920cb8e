using VramBot.Core.Engines;
using VramBot.Core.Estimation.Serving;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation.Vllm;

/// <summary>The recurrent states of V0, which lie beside the pool and are made at first use, after the pool took the rest of the budget.</summary>
/// <remarks>
/// Formula: <c>(S + 10) · Σ states</c>, twice before 0.6 with CUDA graphs, which replay on a copy of their own. Source: vllm-project/vllm 0.5.5,
/// model_executor/models/jamba.py (mamba_cache and mamba_gc_cache_buffer); later releases, mamba_cache.py.
/// </remarks>
internal static class VllmStates
{
    private const int SpareSequences = 10;

    private static readonly EngineVersion FirstWithoutCopy = new(0, 6);

    public static Bytes OutsidePool(EstimateRequest request, IReadOnlyList<CacheSpec> specs, VllmDefaults defaults)
    {
        if (defaults.Generation != VllmGeneration.V0)
            return Bytes.Zero;
        var each = specs.Aggregate(Bytes.Zero, (sum, spec) => sum + (spec.Layers * spec.StateSize));
        var copies = request.Engine.Version < FirstWithoutCopy && !request.Settings.EnforceEager ? 2 : 1;
        return copies * (defaults.Sequences + SpareSequences) * each;
    }
}
