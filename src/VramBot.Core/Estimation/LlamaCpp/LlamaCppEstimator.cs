using System.Collections.Immutable;
using VramBot.Core.Engines;
using VramBot.Core.Formats;
using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation.LlamaCpp;

/// <summary>What llama.cpp, ik_llama.cpp and Ollama take on each GPU; the answer is the fullest.</summary>
internal static class LlamaCppEstimator
{
    public static Result<Estimate> Estimate(EstimateRequest request, Network network)
    {
        if (LlamaCppPlan.Of(request, network) is not { } plan)
            return Unloadable(request);
        if (request.Parallelism.Gpus > network.Layers.Length)
            return new Problem("layout.layers", $"{request.Parallelism.Gpus} GPUs", $"{request.Model.Name} has {network.Layers.Length} layers, fewer than GPUs.");
        var shares = SharesOf(plan);
        var fullest = shares.MaxBy(share => share.Total)!;
        return EstimateBuilder.Build(request, network, new()
        {
            Parts =
            [
                new(PartKind.Weights, fullest.Weights, "every tensor of the GGUF file but the token embedding", Basis.Exact),
                new(PartKind.Cache, fullest.Cache, "cells padded to 256 × rows of keys and values", Basis.Exact),
                .. States(fullest.States),
                new(PartKind.ComputeBuffer, fullest.Compute, "the graph of one micro batch, placed as ggml places it", Basis.Derived),
                .. Workspace(VulkanWorkspace.Of(plan)),
                new(PartKind.Context, ProcessContext.Of(request), "the driver's context and ggml's kernels", Basis.Calibrated),
            ],
            Shares = shares,
            CachePerToken = LlamaCppCache.PerToken(plan),
            HostWeights = plan.Weights.OnHost(plan),
            Assumptions = Assumptions(plan),
        });
    }

    private static ImmutableArray<GpuShare> SharesOf(LlamaCppPlan plan)
    {
        var buffers = plan.Model.BuffersOf(plan);
        var shares = ImmutableArray.CreateBuilder<GpuShare>(plan.Gpus);
        for (var gpu = 0; gpu < plan.Gpus; gpu++)
            shares.Add(new(plan.Weights.OnGpu(plan, gpu), LlamaCppCache.OnGpu(plan, gpu), LlamaCppCache.StatesOnGpu(plan, gpu), Bytes.FromBytes(buffers[gpu])));
        return shares.MoveToImmutable();
    }

    private static IEnumerable<MemoryPart> States(Bytes size) =>
        size > Bytes.Zero ? [new(PartKind.States, size, "recurrent states of every sequence in 32 bit", Basis.Exact)] : [];

    private static IEnumerable<MemoryPart> Workspace(Bytes size) =>
        size > Bytes.Zero ? [new(PartKind.NonTorch, size, "rows turned into 16 bits by the Vulkan backend", Basis.Derived)] : [];

    private static Problem Unloadable(EstimateRequest request) => request.Weights is UnsizedFormat unsized
        ? new("format.unsized", request.Weights.Label, unsized.Hint)
        : new("format.engine", request.Weights.Label, $"{request.Engine.Engine.Label} reads GGUF files: a format such as Q4_K_M, Q8_0 or F16.");

    private static IEnumerable<string> Assumptions(LlamaCppPlan plan)
    {
        yield return Placed(plan);
        yield return $"-ub {plan.MicroBatch}, flash attention {(plan.FlashAttention ? "on" : "off")}";
        if (plan.Network.Tower is not null)
            yield return plan.Request.Engine.Kind == EngineKind.Ollama ? "the vision tower loaded with the model" : "text only: the vision projector is a file of its own";
    }

    private static string Placed(LlamaCppPlan plan)
    {
        var placement = plan.Placement;
        if (placement.FirstOnGpu > 0)
            return $"{placement.FirstOnGpu} of {placement.Layers} layers in host memory";
        if (placement.HostExpertLayers > 0)
            return placement.HostExpertLayers >= placement.Layers ? "all routed experts in host memory" : $"routed experts of {placement.HostExpertLayers} layers in host memory";
        return (plan.Gpus, plan.Request.Settings.RowSplit) switch
        {
            (1, _) => "every layer on the GPU",
            (_, true) => "every layer on the GPUs, split by rows, the cache on the first",
            _ => "every layer on the GPUs, split by layer",
        };
    }
}
