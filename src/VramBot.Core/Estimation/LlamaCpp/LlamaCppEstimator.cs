using VramBot.Core.Engines;
using VramBot.Core.Formats;
using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation.LlamaCpp;

/// <summary>What llama.cpp takes with every layer on the GPUs.</summary>
internal static class LlamaCppEstimator
{
    /// <summary>CUDA context and kernel pools of one process on one GPU: 451 to 456 MiB on an RTX 4090 (ggml-org/llama.cpp, PR 15860).</summary>
    private static readonly Bytes CudaContext = Bytes.FromMebibytes(454);

    public static Result<Estimate> Estimate(EstimateRequest request, Network network)
    {
        if (LlamaCppPlan.Of(request, network) is not { } plan)
            return Unloadable(request);
        if (request.Parallelism.Gpus > network.Layers.Length)
            return new Problem("layout.layers", $"{request.Parallelism.Gpus} GPUs", $"{request.Model.Name} has {network.Layers.Length} layers, fewer than GPUs.");

        var isFork = request.Engine.Kind == EngineKind.IkLlamaCpp;
        var buffers = isFork ? [.. Enumerable.Range(0, plan.Gpus).Select(gpu => IkComputeBuffer.OnGpu(plan, gpu))] : plan.Model.BuffersOf(plan);
        var shares = Enumerable.Range(0, plan.Gpus)
            .Select(gpu => (Weights: plan.Weights.OnGpu(plan, gpu), Cache: LlamaCppCache.OnGpu(plan, gpu), States: LlamaCppCache.StatesOnGpu(plan, gpu), Compute: Bytes.FromBytes(buffers[gpu])));
        var fullest = shares.MaxBy(share => share.Weights + share.Cache + share.States + share.Compute);
        return EstimateBuilder.Build(request, network, new()
        {
            Parts =
            [
                new(PartKind.Weights, fullest.Weights, "every tensor of the GGUF file but the token embedding", Basis.Exact),
                new(PartKind.Cache, fullest.Cache, "cells padded to 256 × rows of keys and values", Basis.Exact),
                .. States(fullest.States),
                new(PartKind.ComputeBuffer, fullest.Compute, "the largest phase of one graph", Basis.Derived),
                new(PartKind.Context, CudaContext, "CUDA context and kernel pools", Basis.Calibrated),
            ],
            CachePerToken = LlamaCppCache.PerToken(plan),
            HostWeights = plan.Weights.OnHost(plan),
            Assumptions = Assumptions(plan),
        });
    }

    private static IEnumerable<MemoryPart> States(Bytes size) =>
        size > Bytes.Zero ? [new(PartKind.States, size, "recurrent states of every sequence in 32 bit", Basis.Exact)] : [];

    private static Problem Unloadable(EstimateRequest request) => request.Weights is UnsizedFormat unsized
        ? new("format.unsized", request.Weights.Label, unsized.Hint)
        : new("format.engine", request.Weights.Label, $"{request.Engine.Engine.Label} reads GGUF files: a format such as Q4_K_M, Q8_0 or F16.");

    private static IEnumerable<string> Assumptions(LlamaCppPlan plan)
    {
        yield return $"every layer on the GPU{(plan.Gpus > 1 ? "s, split by layer" : string.Empty)}";
        yield return $"-ub {plan.MicroBatch}, flash attention {(plan.FlashAttention ? "on" : "off")}";
        if (plan.Network.Tower is not null)
            yield return "text only: the vision projector is a file of its own";
    }
}
