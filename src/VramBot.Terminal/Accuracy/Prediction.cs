using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Estimation.Training;
using VramBot.Core.Units;

namespace VramBot.Terminal.Accuracy;

/// <summary>An estimate in the words of a measured case: every key that the engine has, whether or not the case states it.</summary>
internal static class Prediction
{
    public static IReadOnlyDictionary<string, object> Of(EstimateRequest request, Estimate estimate, MeasuredCase measured, bool knowsWeights)
    {
        if (estimate.Peak is { } peak)
            return OfTraining(request, estimate, peak, measured);
        var cache = estimate.Pool?.Size ?? estimate[PartKind.Cache] + (CachesStates(request.Engine.Kind) ? estimate[PartKind.States] : Bytes.Zero);
        var values = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["weights_gib"] = (estimate[PartKind.Weights] + estimate[PartKind.Adapters]).TotalGibibytes,
            ["kv_gib"] = cache.TotalGibibytes,
            ["kv_tokens"] = (double)(estimate.Pool?.Tokens.Count ?? request.Context.Count * request.Sequences),
            ["kv_bytes_per_token"] = (double)estimate.CachePerToken.Count,
            ["context_gib"] = estimate[PartKind.Context].TotalGibibytes,
            ["total_gib"] = ((estimate.Takes ?? estimate.Total) + Reserved(request, measured)).TotalGibibytes,
        };
        foreach (var (key, kind) in EngineKeys(request.Engine.Kind))
            values[key] = estimate[kind].TotalGibibytes;
        if (request.Engine.Engine.RunsGguf)
            values["host_weights_gib"] = estimate.HostWeights.TotalGibibytes;
        if (request.Engine.Kind is EngineKind.Transformers or EngineKind.Mlx)
        {
            var allocated = (estimate.Total - estimate[PartKind.Context]).TotalGibibytes;
            values["peak_allocated_gib"] = allocated;
            values["peak_reserved_gib"] = allocated;
        }

        if ((measured.MeasuredNumber("capacity_gib") ?? request.Gpu?.Usable.TotalGibibytes) is { } usable)
            values["fits"] = Fits(estimate, usable);
        if (LlamaCppCase.DeviceOf(measured) is { } device && device < estimate.Shares.Length)
            Take(values, estimate.Shares[device], countsStates: CachesStates(request.Engine.Kind));
        if (request.Engine.Kind == EngineKind.Vllm && estimate.Shares is [var first, ..])
            TakeFirstStage(values, estimate, first);
        if (measured.Gpu == "CPU" && request.Engine.Engine.RunsGguf)
            values["weights_gib"] = (estimate[PartKind.Weights] + estimate.HostWeights).TotalGibibytes;
        if (!knowsWeights)
            foreach (var key in new[] { "weights_gib", "host_weights_gib", "total_gib", "fits" })
                values.Remove(key);
        return values;
    }

    /// <summary>A run's counters: what PyTorch gave out, what it took from the driver, and what the card shows.</summary>
    private static Dictionary<string, object> OfTraining(EstimateRequest request, Estimate estimate, TrainingPeak peak, MeasuredCase measured)
    {
        var values = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["weights_gib"] = (estimate[PartKind.Weights] + estimate[PartKind.Adapters]).TotalGibibytes,
            ["optimizer_gib"] = estimate[PartKind.OptimizerStates].TotalGibibytes,
            ["gradients_gib"] = estimate[PartKind.Gradients].TotalGibibytes,
            ["peak_allocated_gib"] = peak.Allocated.TotalGibibytes,
            ["peak_reserved_gib"] = peak.Reserved.TotalGibibytes,
            ["total_gib"] = estimate.Total.TotalGibibytes,
        };
        if ((measured.MeasuredNumber("capacity_gib") ?? request.Gpu?.Usable.TotalGibibytes) is { } usable)
            values["fits"] = Fits(estimate, usable);
        return values;
    }

    /// <summary>Whether what an engine prints as its cache includes recurrent states; llama.cpp and Ollama print them apart.</summary>
    private static bool CachesStates(EngineKind engine) => engine is not (EngineKind.LlamaCpp or EngineKind.Ollama);

    /// <summary>What the driver keeps of the card for itself, where the case's counter (NVML's first memory call) counts that as used.</summary>
    private static Bytes Reserved(EstimateRequest request, MeasuredCase measured) =>
        measured.FlagText("counter") == "nvml-v1" && request.Gpu is { } gpu ? gpu.Usable - gpu.Visible : Bytes.Zero;

    private static void Take(Dictionary<string, object> values, GpuShare share, bool countsStates)
    {
        values["weights_gib"] = share.Weights.TotalGibibytes;
        values["kv_gib"] = (countsStates ? share.Cache + share.States : share.Cache).TotalGibibytes;
        values["compute_gib"] = share.Compute.TotalGibibytes;
    }

    /// <summary>vLLM's logs print each stage's own memory, the first stage's first, and the tokens of the smallest pool.</summary>
    private static void TakeFirstStage(Dictionary<string, object> values, Estimate estimate, GpuShare first)
    {
        var smaller = estimate[PartKind.Weights] - first.Weights + estimate[PartKind.Activations] - first.Compute;
        values["weights_gib"] = (first.Weights + estimate[PartKind.Adapters]).TotalGibibytes;
        values["activation_gib"] = first.Compute.TotalGibibytes;
        values["kv_gib"] = (double)values["kv_gib"] + smaller.TotalGibibytes;
    }

    /// <summary>It runs when the request's own need fits the card and the engine, with these switches, does not refuse to start.</summary>
    private static bool Fits(Estimate estimate, double usable) => estimate.Total.TotalGibibytes <= usable && estimate.Refusal is null;

    private static IEnumerable<(string Key, PartKind Kind)> EngineKeys(EngineKind engine) => engine switch
    {
        EngineKind.LlamaCpp or EngineKind.Ollama or EngineKind.IkLlamaCpp => [("compute_gib", PartKind.ComputeBuffer)],
        EngineKind.Transformers or EngineKind.Mlx => [("activation_gib", PartKind.Activations)],
        _ => [("activation_gib", PartKind.Activations), ("cuda_graph_gib", PartKind.Graphs), ("non_torch_gib", PartKind.NonTorch)],
    };
}
