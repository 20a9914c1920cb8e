using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Gpus;

namespace VramBot.Core.Fitting;

/// <summary>Which cards an engine runs on at all, and how many of them it can join.</summary>
/// <remarks>Source: the engines' installation pages: vLLM needs compute capability 7.0, CUDA 12 and with it PyTorch 5.0; Apple's GPU runs llama.cpp, Ollama and PyTorch.</remarks>
internal static class EngineSupport
{
    /// <summary>Whether a request's engine serves, or trains, on a card.</summary>
    public static bool Runs(EstimateRequest request, Gpu gpu) => request.Training is null ? Serves(request.Engine, gpu) : TrainingSupport.Trains(request, gpu);

    /// <summary>Whether an engine serves on a card.</summary>
    public static bool Serves(EngineRelease engine, Gpu gpu) => engine.Kind switch
    {
        EngineKind.Vllm or EngineKind.Sglang or EngineKind.TensorRtLlm or EngineKind.LmDeploy => gpu.Vendor switch
        {
            GpuVendor.Nvidia => gpu.ComputeCapability is null or >= 7,
            GpuVendor.Amd => engine.Kind is EngineKind.Vllm or EngineKind.Sglang,
            GpuVendor.Google => engine.Kind == EngineKind.Vllm,
            _ => false,
        },
        EngineKind.Mlx => gpu.Vendor == GpuVendor.Apple,
        EngineKind.ExLlama => gpu.Vendor is GpuVendor.Nvidia or GpuVendor.Amd && gpu.ComputeCapability is null or >= 5,
        EngineKind.Transformers => gpu.Vendor != GpuVendor.Google && gpu.ComputeCapability is null or >= 5,
        _ => gpu.Vendor != GpuVendor.Google,
    };

    /// <summary>Layouts that are tried for a request, in cards.</summary>
    public static ReadOnlySpan<int> Counts(EstimateRequest request, Gpu gpu) => request.Training is null ? Counts(gpu) : TrainingSupport.Counts(request, gpu);

    /// <summary>Layouts that are tried, in cards: a chip with unified memory stands alone, laptops have one.</summary>
    public static ReadOnlySpan<int> Counts(Gpu gpu) => gpu.IsUnified || gpu.IsLaptop ? [1] : [1, 2, 4, 8];
}
