using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Estimation.Bands;

namespace VramBot.Terminal.Accuracy;

/// <summary>Holds the figures that a case states against its estimate.</summary>
internal static class Residuals
{
    private static readonly (string Key, PartKind Kind, string Name)[] PartKeys =
    [
        ("weights_gib", PartKind.Weights, "weights"),
        ("activation_gib", PartKind.Activations, "activations"),
        ("compute_gib", PartKind.ComputeBuffer, "compute buffer"),
        ("cuda_graph_gib", PartKind.Graphs, "CUDA graphs"),
        ("non_torch_gib", PartKind.NonTorch, "libraries"),
        ("context_gib", PartKind.Context, "CUDA context"),
    ];

    private static readonly (string Key, string Name, TrainingCounter Counter)[] CounterKeys =
    [
        ("peak_allocated_gib", "allocated peak", TrainingCounter.Allocated),
        ("peak_reserved_gib", "reserved peak", TrainingCounter.Reserved),
        ("total_gib", "total", TrainingCounter.Card),
    ];

    /// <summary>Every figure that can be compared: parts, their sum, and the total.</summary>
    public static IEnumerable<Residual> Of(CaseOutcome outcome)
    {
        if (outcome is not { Estimate: { } estimate, Predicted: not null })
            return [];
        if (estimate.Peak is not null)
            return CountersOf(outcome);
        List<Residual> stated = [.. PartsOf(outcome)];
        var makesPool = MakesPool(estimate.Request.Engine.Kind);
        if (!makesPool && outcome.Case.MeasuredNumber("kv_gib") is > 0 and var cache && outcome.PredictedNumber("kv_gib") is > 0 and var predicted)
            stated.Add(new(outcome, "cache", [(PartKind.Cache, predicted)], cache));
        List<Residual> all = [.. stated];
        if (makesPool && CacheOfToken(outcome) is { } ofToken)
            all.Add(ofToken);
        all.AddRange(PeaksOf(outcome, estimate));
        var total = outcome.PredictedNumber("total_gib") is > 0 ? outcome.Case.MeasuredNumber("total_gib") : null;
        if (total > 0 && makesPool)
            all.Add(new(outcome, "total", [(PartKind.Weights, outcome.PredictedNumber("total_gib")!.Value)], total.Value) { IsSum = true, IsBudget = true });
        else if (total > 0)
            AddTotal(all, stated, outcome, estimate, total.Value - Aside(outcome, estimate));
        if ((makesPool || total is null) && stated.Count > 1 && stated.Exists(residual => residual.Parts[0].Kind == PartKind.Weights))
            all.Add(new(outcome, "sum of stated parts", [.. stated.SelectMany(residual => residual.Parts)], stated.Sum(residual => residual.Measured)) { IsSum = true });
        return all;
    }

    /// <summary>Engines that make a pool of whatever their budget leaves, so that neither its size nor their total says what a request needs.</summary>
    private static bool MakesPool(EngineKind engine) => engine is EngineKind.Vllm or EngineKind.Sglang or EngineKind.TensorRtLlm or EngineKind.LmDeploy;

    private static IEnumerable<Residual> PartsOf(CaseOutcome outcome)
    {
        foreach (var (key, kind, name) in PartKeys)
            if (outcome.Case.MeasuredNumber(key) is >= 0 and var measured && outcome.PredictedNumber(key) is > 0 and var predicted && (measured > 0 || kind is PartKind.NonTorch or PartKind.Graphs))
                yield return new(outcome, name, [(kind, predicted)], measured);
    }

    /// <summary>A training run's counters. Runs that died show how much there was, not how much was needed.</summary>
    private static IEnumerable<Residual> CountersOf(CaseOutcome outcome)
    {
        foreach (var (key, name, counter) in CounterKeys)
            if (outcome.Case.MeasuredSwitch("fits") != false && outcome.Case.MeasuredNumber(key) is > 0 and var measured && outcome.PredictedNumber(key) is > 0 and var predicted)
                yield return new(outcome, name, [(PartKind.Activations, predicted)], measured) { IsSum = true, Counter = counter };
    }

    /// <summary>What torch counted at its peak: everything but the driver's context.</summary>
    private static IEnumerable<Residual> PeaksOf(CaseOutcome outcome, Estimate estimate)
    {
        foreach (var (key, name) in new[] { ("peak_allocated_gib", "allocated peak"), ("peak_reserved_gib", "reserved peak") })
            if (outcome.Case.MeasuredNumber(key) is > 0 and var measured && outcome.PredictedNumber(key) is > 0)
                yield return new(outcome, name, [.. estimate.Parts.Where(part => part.Kind != PartKind.Context).Select(part => (part.Kind, part.Size.TotalGibibytes))], measured) { IsSum = true };
    }

    /// <summary>Cache bytes of a token: printed, or a pool's size by its tokens.</summary>
    private static Residual? CacheOfToken(CaseOutcome outcome)
    {
        const double Gibibyte = 1L << 30;
        if (outcome.Case.MeasuredNumber("kv_bytes_per_token") is > 0 and var printed && outcome.PredictedNumber("kv_bytes_per_token") is > 0 and var bytes)
            return new(outcome, "cache per token", [(PartKind.Cache, bytes / Gibibyte)], printed / Gibibyte);
        return outcome.Case.MeasuredNumber("kv_gib") is > 0 and var pool && outcome.Case.MeasuredNumber("kv_tokens") is > 0 and var tokens
            && outcome.PredictedNumber("kv_gib") is > 0 and var size && outcome.PredictedNumber("kv_tokens") is > 0 and var held
            ? new(outcome, "cache per token", [(PartKind.Cache, size / held)], pool / tokens)
            : null;
    }

    /// <summary>What the case's counter shows beside the estimate's parts: the driver's own share of the card.</summary>
    private static double Aside(CaseOutcome outcome, Estimate estimate) => Math.Max(0, outcome.PredictedNumber("total_gib")!.Value - (estimate.Takes ?? estimate.Total).TotalGibibytes);

    /// <summary>
    /// The total, and what it leaves for the driver's context where the engine does not print that: all other parts taken from it, as stated where they are.
    /// </summary>
    private static void AddTotal(List<Residual> all, List<Residual> stated, CaseOutcome outcome, Estimate estimate, double total)
    {
        var parts = estimate.Parts.Select(part => (part.Kind, part.Size.TotalGibibytes)).ToList();
        all.Add(new(outcome, "total", parts, total) { IsSum = true });
        if (stated.Exists(residual => residual.Parts[0].Kind == PartKind.Context) || estimate[PartKind.Context].TotalGibibytes is not (> 0 and var context))
            return;
        var others = parts.Where(part => part.Kind != PartKind.Context).Sum(part => stated.Find(residual => residual.Parts[0].Kind == part.Kind)?.Measured ?? part.TotalGibibytes);
        all.Add(new(outcome, "CUDA context", [(PartKind.Context, context)], total - others) { IsImplied = true });
    }
}
