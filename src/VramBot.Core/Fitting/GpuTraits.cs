using VramBot.Core.Engines;
using VramBot.Core.Estimation.Vllm;
using VramBot.Core.Gpus;

namespace VramBot.Core.Fitting;

/// <summary>All that an engine's memory depends on in a card but its multiprocessors; cards with the same traits share one estimate.</summary>
internal readonly record struct GpuTraits(bool IsLarge, int CapabilityTier, bool HasNvlink, bool IsUnified)
{
    /// <summary>The traits that count for an engine: vLLM looks at the card, and at its links when there are several; llama.cpp at whether its memory is the host's too.</summary>
    public static GpuTraits Of(EngineKind engine, Gpu gpu, int count) => engine != EngineKind.Vllm ? new(false, 0, false, gpu.IsUnified) : new(
        VllmDefaults.IsLarge(gpu),
        gpu.ComputeCapability switch { null => 0, < 9 => 1, < 10 => 2, _ => 3 },
        count > 1 && gpu.HasNvlink,
        false);
}
