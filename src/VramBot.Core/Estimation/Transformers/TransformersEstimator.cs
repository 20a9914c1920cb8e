using VramBot.Core.Formats;
using VramBot.Core.Models;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Core.Estimation.Transformers;

/// <summary>What generating with Transformers takes on plain PyTorch.</summary>
/// <remarks>
/// <para>
/// Formula: weights + the larger of two peaks: the prompt (its cache and its activations), and the last step (the whole cache, and what
/// appending copies: keys or values of one layer, or the whole cache before 4.41). The step of packed formats with several sequences unpacks a matrix as well.
/// </para>
/// <para>Source: huggingface/transformers, cache_utils.py, generation/utils.py; the published peaks in tests/cases/transformers.jsonl.</para>
/// </remarks>
internal static class TransformersEstimator
{
    public static Result<Estimate> Estimate(EstimateRequest request, Network network)
    {
        if (request.Parallelism.Tensor > 1)
            return new Problem("layout.transformers", $"tp:{request.Parallelism.Tensor}", Tr("Transformers spreads layers over GPUs (device_map), it does not split them: write pp instead of tp."));
        if (WeightsOf(request, network) is not { } weights)
            return Serving.ServingLayout.Unloadable(request);
        var stages = request.Parallelism.Pipeline;
        var cache = new TransformersCache(request, network);
        return EstimateBuilder.Build(request, network, new()
        {
            Parts =
            [
                new(PartKind.Weights, weights / stages, Later("the checkpoint's tensors"), request.Weights is FloatFormat ? Basis.Exact : Basis.Derived),
                new(PartKind.Cache, cache.WhileDecoding / stages, Later("every token that a layer still sees, one tensor a layer"), Basis.Exact),
                new(PartKind.Activations, Activations(request, network, cache), Later("prefill of the whole prompt, or what appending copies"), Basis.Derived),
                new(PartKind.Context, ProcessContext.Of(request), Later("CUDA context and library handles"), Basis.Calibrated),
            ],
            CachePerToken = cache.PerToken / stages,
            Assumptions = Assumptions(request),
        });
    }

    private static Bytes Activations(EstimateRequest request, Network network, TransformersCache cache)
    {
        var generation = TransformersGeneration.Of(request.Engine);
        var stages = request.Parallelism.Pipeline;
        var prompt = Math.Min(request.Settings.PromptTokens ?? request.Context.Count, request.Context.Count);
        var prefill = ((cache.AfterPrompt(prompt) - cache.WhileDecoding) / stages) + TransformersPrefill.Peak(request, network, generation, prompt);
        if (request.Settings.PromptTokens >= request.Context.Count)
            return prefill;
        var step = generation.CopiesCache ? cache.WhileDecoding / stages : cache.WhileAppending;
        if (request.Sequences > 1)
            step += TransformersPrefill.UnpackedMatrix(request, network);
        return Bytes.Max(prefill, step);
    }

    private static Bytes? WeightsOf(EstimateRequest request, Network network)
    {
        var hasExperts = network.Layers.Any(layer => layer.Experts is not null);
        var sum = Bytes.Zero;
        foreach (var tensor in TensorInventory.Of(network))
        {
            if (TorchTensorSizing.SizeOf(request.Weights, tensor, hasExperts) is not { } size)
                return null;
            sum += size;
        }

        return sum;
    }

    private static IEnumerable<string> Assumptions(EstimateRequest request)
    {
        var fused = request.Settings.FlashAttention ?? TransformersGeneration.Of(request.Engine).FusedAttention;
        yield return fused ? Tr("fused attention (sdpa)") : Tr("eager attention");
        yield return request.Settings.PromptTokens is { } prompt ? Tr($"prompts of {prompt} tokens") : Tr("prompts as long as the context");
        if (request.Parallelism.Pipeline > 1)
            yield return Tr($"layers spread over {request.Parallelism.Pipeline} GPUs");
    }
}
