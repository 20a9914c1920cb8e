using VramBot.Core.Engines;
using VramBot.Core.Estimation.LlamaCpp;
using VramBot.Core.Estimation.Sglang;
using VramBot.Core.Estimation.Vllm;
using VramBot.Core.Gpus;

namespace VramBot.Core.Fitting;

/// <summary>All that the parts of an engine's memory depend on in a card but its multiprocessors; cards with the same traits share one estimate.</summary>
internal readonly record struct GpuTraits(bool IsLarge, int CapabilityTier, bool HasNvlink, int SizeClass, bool IsUnified)
{
    /// <summary>
    /// The traits that count for an engine: serving engines look at the card's kernels, vLLM also at its links when there are several, SGLang at its size; llama.cpp
    /// at whether its memory is the host's too, Ollama also at whether it can fuse attention; Unsloth at whether it computes in bf16.
    /// </summary>
    public static GpuTraits Of(EngineKind engine, Gpu gpu, int count) => engine switch
    {
        EngineKind.Vllm => new(VllmDefaults.IsLarge(gpu), TierOf(gpu), count > 1 && gpu.HasNvlink, 0, false),
        EngineKind.Sglang => new(false, TierOf(gpu), false, SglangDefaults.SizeClass(gpu), false),
        EngineKind.TensorRtLlm or EngineKind.LmDeploy => new(false, TierOf(gpu), false, 0, false),
        EngineKind.Ollama => new(false, gpu.ComputeCapability < LlamaCppPlan.FirstFusedCapability ? 1 : 0, false, 0, gpu.IsUnified),
        EngineKind.Unsloth => new(false, gpu.HasBf16 ? 0 : 1, false, 0, gpu.IsUnified),
        _ => new(false, 0, false, 0, gpu.IsUnified),
    };

    private static int TierOf(Gpu gpu) => gpu.ComputeCapability switch { null => 0, < 9 => 1, < 10 => 2, _ => 3 };
}
