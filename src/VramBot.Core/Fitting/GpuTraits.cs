using VramBot.Core.Engines;
using VramBot.Core.Estimation.LlamaCpp;
using VramBot.Core.Estimation.Vllm;
using VramBot.Core.Gpus;

namespace VramBot.Core.Fitting;

/// <summary>All that an engine's memory depends on in a card but its multiprocessors; cards with the same traits share one estimate.</summary>
internal readonly record struct GpuTraits(bool IsLarge, int CapabilityTier, bool HasNvlink)
{
    /// <summary>The traits that count for an engine: vLLM looks at the card, and at its links when there are several; Ollama at whether it can fuse attention.</summary>
    public static GpuTraits Of(EngineKind engine, Gpu gpu, int count) => engine switch
    {
        EngineKind.Vllm => new(VllmDefaults.IsLarge(gpu), gpu.ComputeCapability switch { null => 0, < 9 => 1, < 10 => 2, _ => 3 }, count > 1 && gpu.HasNvlink),
        EngineKind.Ollama => new(false, gpu.ComputeCapability < LlamaCppPlan.FirstFusedCapability ? 1 : 0, false),
        _ => default,
    };
}
