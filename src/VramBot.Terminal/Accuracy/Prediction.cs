using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Units;

namespace VramBot.Terminal.Accuracy;

/// <summary>An estimate in the words of a measured case: every key that the engine has, whether or not the case states it.</summary>
internal static class Prediction
{
    public static IReadOnlyDictionary<string, object> Of(EstimateRequest request, Estimate estimate, double? capacity, bool knowsWeights = true)
    {
        var cache = estimate.Pool?.Size ?? estimate[PartKind.Cache] + (request.Engine.Kind == EngineKind.LlamaCpp ? Bytes.Zero : estimate[PartKind.States]);
        var values = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["weights_gib"] = estimate[PartKind.Weights].TotalGibibytes,
            ["kv_gib"] = cache.TotalGibibytes,
            ["kv_tokens"] = (double)(estimate.Pool?.Tokens.Count ?? request.Context.Count * request.Sequences),
            ["kv_bytes_per_token"] = (double)estimate.CachePerToken.Count,
            ["context_gib"] = estimate[PartKind.Context].TotalGibibytes,
            ["total_gib"] = (estimate.Takes ?? estimate.Total).TotalGibibytes,
        };
        foreach (var (key, kind) in EngineKeys(request.Engine.Kind))
            values[key] = estimate[kind].TotalGibibytes;
        if (request.Engine.Engine.RunsGguf)
            values["host_weights_gib"] = estimate.HostWeights.TotalGibibytes;
        if (request.Engine.Kind == EngineKind.Transformers)
        {
            var allocated = (estimate.Total - estimate[PartKind.Context]).TotalGibibytes;
            values["peak_allocated_gib"] = allocated;
            values["peak_reserved_gib"] = allocated;
        }

        if ((capacity ?? request.Gpu?.Usable.TotalGibibytes) is { } usable)
            values["fits"] = Fits(estimate, usable);
        if (!knowsWeights)
            foreach (var key in new[] { "weights_gib", "host_weights_gib", "total_gib", "fits" })
                values.Remove(key);
        return values;
    }

    /// <summary>It runs when the request's own need fits the card, and, where the engine makes a pool, when that pool holds one whole request.</summary>
    private static bool Fits(Estimate estimate, double usable) =>
        estimate.Total.TotalGibibytes <= usable
        && (estimate.Pool is not { } pool || pool.Size >= estimate[PartKind.Cache] / estimate.Request.Sequences || pool.Size == Bytes.Zero);

    private static IEnumerable<(string Key, PartKind Kind)> EngineKeys(EngineKind engine) => engine switch
    {
        EngineKind.LlamaCpp or EngineKind.Ollama or EngineKind.IkLlamaCpp => [("compute_gib", PartKind.ComputeBuffer)],
        EngineKind.Transformers => [("activation_gib", PartKind.Activations)],
        _ => [("activation_gib", PartKind.Activations), ("cuda_graph_gib", PartKind.Graphs), ("non_torch_gib", PartKind.NonTorch)],
    };
}
