using VramBot.Core.Engines;
using VramBot.Core.Estimation.ExLlama;
using VramBot.Core.Estimation.LlamaCpp;
using VramBot.Core.Estimation.LmDeploy;
using VramBot.Core.Estimation.Mlx;
using VramBot.Core.Estimation.Sglang;
using VramBot.Core.Estimation.TensorRtLlm;
using VramBot.Core.Estimation.Training;
using VramBot.Core.Estimation.Transformers;
using VramBot.Core.Estimation.Vllm;
using VramBot.Core.Models;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Core.Estimation;

/// <summary>Answers a request: same in, same out, on any machine.</summary>
public static class Estimator
{
    /// <summary>Estimates a request by its engine's own rules, or says which fact or rule is missing.</summary>
    public static Result<Estimate> Estimate(EstimateRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Model.Network is not { } network)
            return new Problem("model.shape", request.Model.Name, Tr($"The shape of {request.Model.Name} is not published, so its tensors cannot be counted."));
        request = request.OfOwnFiles();
        if (request.Training is { } run)
            return request.Engine.Engine.Trains
                ? TrainingEstimator.Estimate(request, run, network)
                : new Problem("engine.trains", request.Engine.Engine.Id, Tr($"{request.Engine.Engine.Label} serves models, it does not train them: name transformers, unsloth or torchtune."));
        return OfEngine(request, network) switch
        {
            Result<Estimate>.Ok(var alone) when request is not { Draft: null, Adapters: null } => Companions.With(alone, network),
            var alone => alone,
        };
    }

    /// <summary>What a request takes at least on the fullest GPU, in a fraction of the time; zero where that is not known without the estimate.</summary>
    internal static Bytes Least(EstimateRequest request) =>
        request is { Training: null, Engine.Engine.RunsGguf: true, Model.Network: { } network } ? LlamaCppEstimator.Least(request.OfOwnFiles(), network) : Bytes.Zero;

    /// <summary>The same estimate on a card that differs in what its traits leave out: vLLM's sampler follows the multiprocessors, the others' context the card.</summary>
    internal static Estimate OnCard(Estimate alike, Gpus.Gpu gpu) => alike.Request.Engine.Kind switch
    {
        _ when alike.Peak is { } peak => TrainingEstimator.OnCard(alike, peak, gpu),
        EngineKind.Vllm => VllmEstimator.OnCard(alike, gpu),
        var kind when kind is EngineKind.Transformers or EngineKind.ExLlama || alike.Request.Engine.Engine.RunsGguf =>
            EstimateBuilder.Resized(alike, PartKind.Context, ProcessContext.Of(alike.Request, gpu)),
        _ => alike,
    };

    private static Result<Estimate> OfEngine(EstimateRequest request, Network network) => request.Engine.Kind switch
    {
        EngineKind.LlamaCpp or EngineKind.Ollama or EngineKind.IkLlamaCpp => LlamaCppEstimator.Estimate(request, network),
        EngineKind.Vllm => VllmEstimator.Estimate(request, network),
        EngineKind.Sglang => SglangEstimator.Estimate(request, network),
        EngineKind.TensorRtLlm => TensorRtLlmEstimator.Estimate(request, network),
        EngineKind.LmDeploy => LmDeployEstimator.Estimate(request, network),
        EngineKind.ExLlama => ExLlamaEstimator.Estimate(request, network),
        EngineKind.Mlx => MlxEstimator.Estimate(request, network),
        EngineKind.Transformers => TransformersEstimator.Estimate(request, network),
        _ => new Problem("engine.unbuilt", request.Engine.Engine.Id, Tr($"{request.Engine.Engine.Label} is not estimated yet.")),
    };
}
