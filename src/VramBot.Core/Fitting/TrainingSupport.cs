using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Estimation.Training;
using VramBot.Core.Gpus;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Core.Fitting;

/// <summary>Which cards a run can be trained on, and how many of them its framework joins.</summary>
/// <remarks>
/// <para>
/// Source: the frameworks' installation pages. Volta (compute capability 7.0) is the oldest that current PyTorch builds, Unsloth and Megatron's kernels are made for. Turing and Volta train in
/// fp16, which torchtune's recipes refuse (recipes/full_finetune_single_device.py). ROCm: Transformers and what stands on it, DeepSpeed, torchtune and torchtitan. PyTorch's backend for Apple's
/// chips (mps) runs Transformers alone.
/// </para>
/// <para>bitsandbytes, whose formats and optimizers QLoRA uses, has kernels for CUDA and ROCm (its documentation, installation). Unsloth spreads a run over cards in copies only.</para>
/// </remarks>
internal static class TrainingSupport
{
    private const double FirstCapability = 7.0;

    public static bool Trains(EstimateRequest request, Gpu gpu) => gpu.Vendor switch
    {
        GpuVendor.Nvidia => gpu.ComputeCapability is null or >= FirstCapability && (gpu.HasBf16 || request.Engine.Kind != EngineKind.Torchtune),
        GpuVendor.Amd => StandsOnTransformers(request.Engine.Kind) || request.Engine.Kind is EngineKind.DeepSpeed or EngineKind.Torchtune or EngineKind.TorchTitan,
        GpuVendor.Apple => request.Engine.Kind == EngineKind.Transformers && !UsesBitsAndBytes(request),
        _ => false,
    };

    /// <summary>Why not, as a sentence.</summary>
    public static Problem Refusal(EstimateRequest request, Gpu gpu) => new("gpu.training", gpu.Name, request switch
    {
        { Training.Task: TrainingTask.QuantizedLowRank } when gpu.Vendor == GpuVendor.Apple => Tr($"QLoRA needs bitsandbytes, which does not run on the {gpu.Name}: write task:lora."),
        { Engine.Kind: EngineKind.Transformers } when gpu.Vendor == GpuVendor.Apple => Tr($"8-bit and paged optimizers need bitsandbytes, which does not run on the {gpu.Name}: write optimizer:adamw."),
        { Engine.Kind: EngineKind.Torchtune } when gpu is { Vendor: GpuVendor.Nvidia, ComputeCapability: >= FirstCapability } => Tr($"torchtune trains in bf16, which the {gpu.Name} does not have: write engine:transformers."),
        _ => Tr($"{request.Engine.Engine.Label} does not train on the {gpu.Name}; it does on an RTX 3060 or newer, such as gpu:rtx-4090."),
    });

    /// <summary>Layouts that are tried, in cards.</summary>
    public static ReadOnlySpan<int> Counts(EstimateRequest request, Gpu gpu) => request.Engine.Kind == EngineKind.Unsloth ? [1] : EngineSupport.Counts(gpu);

    /// <summary>Whether a framework is Transformers with something around it.</summary>
    public static bool StandsOnTransformers(EngineKind engine) => engine is EngineKind.Transformers or EngineKind.Axolotl or EngineKind.LlamaFactory or EngineKind.MsSwift;

    private static bool UsesBitsAndBytes(EstimateRequest request) => request.Training!.Task == TrainingTask.QuantizedLowRank
        || request.Training.Optimizer is OptimizerKind.AdamW8Bit or OptimizerKind.PagedAdamW8Bit or OptimizerKind.PagedAdamW or OptimizerKind.Lion8Bit;
}
