using VramBot.Core;
using VramBot.Core.Catalogs;
using VramBot.Core.Engines;
using VramBot.Core.Estimation;

namespace VramBot.Commands.Launching;

/// <summary>
/// The command line that an estimate corresponds to: the engine's own program with the switches that the estimate was made for. A switch is said where it differs from the engine's default, the context and
/// the layout over cards always.
/// </summary>
public static class LaunchLine
{
    /// <summary>
    /// The line, or null where there is none that does what was estimated: a model that nobody published, a run of training, a cache or a layout that the engine's command line cannot say, switches with which
    /// it would not start.
    /// </summary>
    /// <param name="estimate">The estimate on the card that it is to run on.</param>
    /// <param name="named">How the person named the model; null for its name in the catalog.</param>
    public static Launch? Of(Estimate estimate, ModelMatch? named = null)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        if (estimate.Request is not { Training: null, Model: { IsSizeOnly: false, IsHypothetical: false }, Settings.NextTokenLayers: false, Parallelism: { Copies: 1, AttentionGroups: 1 } })
            return null;
        return Starting(estimate) is { } request ? OfEngine(request, named) : null;
    }

    private static Launch? OfEngine(EstimateRequest request, ModelMatch? named) => request.Engine.Kind switch
    {
        _ when request.Engine.Engine == KnownEngines.KoboldCpp => KoboldCppLaunch.Of(request),
        _ when request.Engine.Engine == KnownEngines.LmStudio => LmStudioLaunch.Of(request),
        EngineKind.LlamaCpp => LlamaCppLaunch.Of(request, named),
        EngineKind.IkLlamaCpp => IkLlamaCppLaunch.Of(request),
        EngineKind.Ollama => OllamaLaunch.Of(request, named),
        EngineKind.Vllm => VllmLaunch.Of(request, named),
        EngineKind.Sglang => SglangLaunch.Of(request, named),
        EngineKind.TensorRtLlm => TensorRtLlmLaunch.Of(request, named),
        EngineKind.LmDeploy => LmDeployLaunch.Of(request, named),
        EngineKind.Mlx => MlxLaunch.Of(request, named),
        EngineKind.ExLlama => ExLlamaLaunch.Of(request),
        EngineKind.Transformers => TransformersLaunch.Of(request, named),
        _ => null,
    };

    /// <summary>
    /// The request with which the engine starts and holds all its sequences at once: as it is, or where only vLLM's own share of the card is too small for that, with the share that it needs. Null when neither does;
    /// a share that was said is not changed.
    /// </summary>
    private static EstimateRequest? Starting(Estimate estimate)
    {
        var request = estimate.Request;
        if (Serves(estimate))
            return request;
        if (request.Settings.SetsBudget || estimate.LeastUtilization is not (<= 1 and var share))
            return null;
        var raised = request with { Settings = request.Settings with { GpuMemoryUtilization = Math.Ceiling(share * 100) / 100 } };
        return Estimator.Estimate(raised) is Result<Estimate>.Ok ok && Serves(ok.Value) ? raised : null;
    }

    private static bool Serves(Estimate estimate) =>
        estimate.Refusal is null
        && (estimate.Request.Settings.SetsBudget || estimate.Pool is not { } pool || pool.MaximumConcurrency >= estimate.Request.Parallelism.SequencesOnRank(estimate.Request.Sequences));
}
