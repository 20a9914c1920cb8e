using VramBot.Core.Engines;
using VramBot.Core.Estimation.LlamaCpp;
using VramBot.Core.Estimation.Sglang;
using VramBot.Core.Estimation.Transformers;
using VramBot.Core.Estimation.Vllm;
using VramBot.Core.Models;

namespace VramBot.Core.Estimation;

/// <summary>Answers a request: same in, same out, on any machine.</summary>
public static class Estimator
{
    /// <summary>Estimates a request by its engine's own rules, or says which fact or rule is missing.</summary>
    public static Result<Estimate> Estimate(EstimateRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Model.Network is not { } network)
            return new Problem("model.shape", request.Model.Name, $"The shape of {request.Model.Name} is not published, so its tensors cannot be counted.");
        return OfEngine(request, network) switch
        {
            Result<Estimate>.Ok(var alone) when request is not { Draft: null, Adapters: null } => Companions.With(alone, network),
            var alone => alone,
        };
    }

    private static Result<Estimate> OfEngine(EstimateRequest request, Network network) => request.Engine.Kind switch
    {
        EngineKind.LlamaCpp or EngineKind.Ollama or EngineKind.IkLlamaCpp => LlamaCppEstimator.Estimate(request, network),
        EngineKind.Vllm => VllmEstimator.Estimate(request, network),
        EngineKind.Sglang => SglangEstimator.Estimate(request, network),
        EngineKind.Transformers => TransformersEstimator.Estimate(request, network),
        _ => new Problem("engine.unbuilt", request.Engine.Engine.Id, $"{request.Engine.Engine.Label} is not estimated yet."),
    };
}
