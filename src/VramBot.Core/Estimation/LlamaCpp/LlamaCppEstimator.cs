using System.Collections.Immutable;
using VramBot.Core.Engines;
using VramBot.Core.Formats;
using VramBot.Core.Models;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Core.Estimation.LlamaCpp;

/// <summary>What llama.cpp, ik_llama.cpp and Ollama take on each GPU; the answer is the fullest.</summary>
internal static class LlamaCppEstimator
{
    public static Result<Estimate> Estimate(EstimateRequest request, Network network)
    {
        if (LlamaCppPlan.Of(request, network) is not { } plan)
            return Unloadable(request);
        if (request.Parallelism.Gpus > network.Layers.Length)
            return new Problem("layout.layers", $"{request.Parallelism.Gpus} GPUs", Tr($"{request.Model.Name} has {network.Layers.Length} layers, fewer than GPUs."));
        var shares = SharesOf(plan);
        var fullest = shares.MaxBy(share => share.Total)!;
        var host = OnHost(plan);
        var shared = plan.Placement.UsesHost && request.Gpu is { IsUnified: true } ? host : new(Bytes.Zero, Bytes.Zero);
        return EstimateBuilder.Build(request, network, new()
        {
            Parts =
            [
                new(PartKind.Weights, fullest.Weights + shared.Weights, Later("every tensor of the GGUF file but the token embedding"), Basis.Exact),
                new(PartKind.Cache, fullest.Cache + shared.Cache, Later("cells padded to 256 × rows of keys and values"), Basis.Exact),
                .. States(fullest.States),
                new(PartKind.ComputeBuffer, fullest.Compute, Later("the graph of one micro batch, placed as ggml places it"), Basis.Derived),
                .. Workspace(VulkanWorkspace.Of(plan)),
                new(PartKind.Context, ProcessContext.Of(request), Later("the driver's context and ggml's kernels"), Basis.Calibrated),
            ],
            Shares = shares,
            CachePerToken = LlamaCppCache.PerToken(plan),
            HostWeights = host.Weights - shared.Weights,
            HostCache = host.Cache - shared.Cache,
            Assumptions = Assumptions(plan),
            Notes = Notes(plan, host),
        });
    }

    /// <summary>What the fullest GPU takes at least: all but the compute buffer, for which the graph has to be replayed. Zero where nothing can be said.</summary>
    public static Bytes Least(EstimateRequest request, Network network)
    {
        var least = Bytes.Zero;
        if (LlamaCppPlan.Of(request, network) is { } plan)
            for (var gpu = 0; gpu < plan.Gpus; gpu++)
                if (plan.Weights.OnGpu(plan, gpu) + LlamaCppCache.OnGpu(plan, gpu) + LlamaCppCache.StatesOnGpu(plan, gpu) is var held && held > least)
                    least = held;
        return least + ProcessContext.Of(request);
    }

    private static ImmutableArray<GpuShare> SharesOf(LlamaCppPlan plan)
    {
        var buffers = plan.Model.BuffersOf(plan);
        var shares = ImmutableArray.CreateBuilder<GpuShare>(plan.Gpus);
        for (var gpu = 0; gpu < plan.Gpus; gpu++)
            shares.Add(new(plan.Weights.OnGpu(plan, gpu), LlamaCppCache.OnGpu(plan, gpu), LlamaCppCache.StatesOnGpu(plan, gpu), Bytes.FromBytes(buffers[gpu])));
        return shares.MoveToImmutable();
    }

    /// <summary>What lies in host memory; where GPU and host share one memory, it is taken of the same.</summary>
    private static (Bytes Weights, Bytes Cache) OnHost(LlamaCppPlan plan) =>
        (plan.Weights.OnHost(plan), LlamaCppCache.OnGpu(plan, LayerPlacement.Host) + LlamaCppCache.StatesOnGpu(plan, LayerPlacement.Host));

    /// <summary>
    /// Values are stored for fused attention alone in other than floats: llama.cpp refuses to start (src/llama-context.cpp, "V cache quantization requires flash_attn"),
    /// Ollama goes back to 16 bit (llm/server.go).
    /// </summary>
    private static IEnumerable<string> Notes(LlamaCppPlan plan, (Bytes Weights, Bytes Cache) host)
    {
        if (!plan.FlashAttention && plan.Request.Values.IsQuantized)
            yield return plan.Request.Engine.Kind == EngineKind.Ollama
                ? Tr($"Without OLLAMA_FLASH_ATTENTION=1 Ollama caches in 16 bit, not in {plan.Request.Values.Id}.")
                : Tr($"{plan.Request.Engine.Engine.Label} does not start with values in {plan.Request.Values.Id} while flash attention is off: switch it on, or quantize the keys alone.");
        if (plan.Placement.UsesHost)
        {
            var held = host.Cache > Bytes.Zero ? Tr($"{host.Weights} of weights and {host.Cache} of cache") : Tr($"{host.Weights} of weights");
            yield return plan.Request.Gpu is { IsUnified: true } gpu
                ? Tr($"In host memory: {held}, which the {gpu.Name} shares with its GPU: it is in the sum, and nothing is saved.")
                : Tr($"In host memory: {held}.");
        }
    }

    private static IEnumerable<MemoryPart> States(Bytes size) =>
        size > Bytes.Zero ? [new(PartKind.States, size, Later("recurrent states of every sequence in 32 bit"), Basis.Exact)] : [];

    private static IEnumerable<MemoryPart> Workspace(Bytes size) =>
        size > Bytes.Zero ? [new(PartKind.NonTorch, size, Later("rows turned into 16 bits by the Vulkan backend"), Basis.Derived)] : [];

    private static Problem Unloadable(EstimateRequest request) => request.Weights is UnsizedFormat unsized
        ? new("format.unsized", request.Weights.Label, unsized.Hint)
        : new("format.engine", request.Weights.Label, Tr($"{request.Engine.Engine.Label} reads GGUF files: a format such as Q4_K_M, Q8_0 or F16."));

    private static IEnumerable<string> Assumptions(LlamaCppPlan plan)
    {
        yield return PlacementWords.Of(plan);
        yield return plan.FlashAttention ? Tr($"-ub {plan.MicroBatch}, flash attention on") : Tr($"-ub {plan.MicroBatch}, flash attention off");
        if (plan.Network.Tower is not null)
            yield return plan.Request.Engine.Kind == EngineKind.Ollama ? Tr("the vision tower loaded with the model") : Tr("text only: the vision projector is a file of its own");
    }
}
