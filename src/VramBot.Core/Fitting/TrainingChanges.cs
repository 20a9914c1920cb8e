using System.Collections.Immutable;
using VramBot.Core.Catalogs;
using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Estimation.Training;
using VramBot.Core.Estimation.Training.Presets;
using VramBot.Core.Formats;
using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Core.Fitting;

/// <summary>What can be changed in a run so that it takes less, or uses what is free; null where it is so already or the framework cannot.</summary>
internal static class TrainingChanges
{
    private const long RoundLength = 256;

    /// <summary>Changes after which the same weights are trained on the same samples, the cheapest in time first.</summary>
    public static readonly ImmutableArray<(SuggestionKind Kind, Func<EstimateRequest, AdviceTarget, EstimateRequest?> Apply)> KeepingTheTask =
    [
        (SuggestionKind.FusedLoss, FusedLoss),
        (SuggestionKind.MicroBatch, SmallerMicroBatch),
        (SuggestionKind.Sharding, Divided),
        (SuggestionKind.Checkpointing, Checkpointed),
        (SuggestionKind.Optimizer, QuantizedOptimizer),
        (SuggestionKind.OffloadedCheckpoints, CheckpointsOnHost),
    ];

    /// <summary>Adapters instead of every weight; pre-training has nothing to adapt, and torchtitan no adapters.</summary>
    public static EstimateRequest? LowRank(EstimateRequest request, Catalog catalog) =>
        request.Training!.Task == TrainingTask.Full && request.Engine.Kind != EngineKind.TorchTitan ? WithTask(request, TrainingTask.LowRank, catalog) : null;

    /// <summary>Adapters beside quantized weights, as bitsandbytes makes them.</summary>
    public static EstimateRequest? QuantizedLowRank(EstimateRequest request, Catalog catalog) =>
        request.Training!.Task is TrainingTask.Full or TrainingTask.LowRank && request.Engine.Kind is not (EngineKind.TorchTitan or EngineKind.Megatron)
            ? WithTask(request, TrainingTask.QuantizedLowRank, catalog)
            : null;

    /// <summary>What trains better: adapters beside 16-bit weights, then every weight.</summary>
    public static EstimateRequest? Better(EstimateRequest request, Catalog catalog) => request.Training!.Task switch
    {
        TrainingTask.QuantizedLowRank => WithTask(request, TrainingTask.LowRank, catalog),
        TrainingTask.LowRank => WithTask(request, TrainingTask.Full, catalog),
        _ => null,
    };

    /// <summary>Nothing computed again.</summary>
    public static EstimateRequest? KeepingActivations(EstimateRequest request) =>
        request.Training!.Checkpointing == Checkpointing.None ? null : With(request, run => run with { Checkpointing = Checkpointing.None });

    /// <summary>The optimizer's states and its step in host memory: DeepSpeed's ZeRO-Offload, or FSDP's.</summary>
    public static EstimateRequest? OptimizerOnHost(EstimateRequest request) =>
        request.Training is { TrainsAllWeights: true, Offload: TrainingOffload.None } && (TrainingSupport.StandsOnTransformers(request.Engine.Kind) || request.Engine.Kind is EngineKind.DeepSpeed)
            ? With(request, run => run with { Offload = TrainingOffload.Optimizer })
            : null;

    /// <summary>
    /// torchtune's recipe for every weight on one card: each layer's step inside the backward pass, 8-bit states that can leave the card, head and loss in chunks (pytorch/torchtune,
    /// recipes/configs/llama3_1/8B_full_single_device.yaml).
    /// </summary>
    public static EstimateRequest? StepInBackward(EstimateRequest request) =>
        request is { Engine.Kind: EngineKind.Transformers, Training: { Task: TrainingTask.Full, Accumulation: 1 } run, Parallelism.Gpus: 1 }
            ? request with
            {
                Engine = KnownEngines.Torchtune.At(),
                Training = CarriedSwitches.Onto(run, TrainingPresets.Of(request.Engine, run.Task, 1), TrainingPresets.Of(KnownEngines.Torchtune.At(), run.Task, 1)),
            }
            : null;

    /// <summary>Unsloth, which quantizes the experts that bitsandbytes leaves in 16 bit under Transformers.</summary>
    public static EstimateRequest? QuantizedExperts(EstimateRequest request) =>
        request is { Engine.Kind: EngineKind.Transformers, Training: { Task: TrainingTask.QuantizedLowRank } run, Parallelism.Gpus: 1 } && FusedExperts.Stays(request, TensorRole.ExpertUp)
            && request.Model.Network!.Layers.Any(layer => layer.Experts is not null)
            ? request with
            {
                Engine = KnownEngines.Unsloth.At(),
                Training = CarriedSwitches.Onto(run, TrainingPresets.Of(request.Engine, run.Task, 1), TrainingPresets.Of(KnownEngines.Unsloth.At(), run.Task, 1)),
            }
            : null;

    /// <summary>The longest samples that fit, in round numbers, or half as long where none do.</summary>
    public static EstimateRequest? Shorter(EstimateRequest request, AdviceTarget target)
    {
        if (request.Context.Count <= RoundLength)
            return null;
        var longest = Bisection.Largest((request.Context.Count - 1) / RoundLength, rows => FitFinder.Holds(request with { Context = new(rows * RoundLength) }, target.Rig, target.Worst));
        return request with { Context = new TokenCount(longest is { } rows ? rows * RoundLength : request.Context.Count / 2) };
    }

    /// <summary>Liger's kernel, which Transformers' trainer and what stands on it switch on by one argument (huggingface/transformers, use_liger_kernel).</summary>
    private static EstimateRequest? FusedLoss(EstimateRequest request, AdviceTarget target) =>
        request.Training!.Loss is not (LossKernel.FusedLinear or LossKernel.None) && (TrainingSupport.StandsOnTransformers(request.Engine.Kind) || request.Engine.Kind == EngineKind.DeepSpeed)
            ? With(request, run => run with { Loss = LossKernel.FusedLinear, FusedKernels = true })
            : null;

    /// <summary>The largest part of the micro-batch that fits, or single samples, accumulated to as many a step.</summary>
    private static EstimateRequest? SmallerMicroBatch(EstimateRequest request, AdviceTarget target)
    {
        for (var parts = 2; parts <= request.Sequences; parts++)
            if (request.Sequences % parts == 0 && (parts == request.Sequences || FitFinder.Holds(InParts(request, parts), target.Rig, target.Worst)))
                return InParts(request, parts);
        return null;
    }

    private static EstimateRequest InParts(EstimateRequest request, int parts) =>
        With(request, run => run with { Accumulation = run.Accumulation * parts }) with { Sequences = request.Sequences / parts };

    private static EstimateRequest? Divided(EstimateRequest request, AdviceTarget target)
    {
        if (request.Parallelism.Copies == 1 || request.Training!.Sharding is not (Sharding.None or Sharding.OptimizerStates or Sharding.Gradients))
            return null;
        var divided = DataParallelLayout.Divided(request);
        return divided.Training!.Sharding == request.Training.Sharding ? null : divided;
    }

    private static EstimateRequest? Checkpointed(EstimateRequest request, AdviceTarget target) =>
        request.Training!.Checkpointing is Checkpointing.None or Checkpointing.Selective ? With(request, run => run with { Checkpointing = Checkpointing.Full }) : null;

    /// <summary>bitsandbytes' 8-bit AdamW in memory that can leave the card; it does not work on FSDP's parts of tensors, and DeepSpeed has an optimizer of its own.</summary>
    private static EstimateRequest? QuantizedOptimizer(EstimateRequest request, AdviceTarget target)
    {
        var isAdam = request.Training!.Optimizer is OptimizerKind.AdamW or OptimizerKind.FusedAdamW or OptimizerKind.PagedAdamW;
        var takes = TrainingSupport.StandsOnTransformers(request.Engine.Kind) || request.Engine.Kind is EngineKind.Torchtune or EngineKind.LitGpt;
        return isAdam && takes && (request.Parallelism.Copies == 1 || request.Training.Sharding == Sharding.None)
            ? With(request, run => run with { Optimizer = OptimizerKind.PagedAdamW8Bit })
            : null;
    }

    /// <summary>As Unsloth does; Axolotl and LLaMA-Factory by a word, TRL and torchtune as offloading of activations.</summary>
    private static EstimateRequest? CheckpointsOnHost(EstimateRequest request, AdviceTarget target) =>
        request.Training!.Checkpointing != Checkpointing.Offloaded && request.Engine.Kind is EngineKind.Transformers or EngineKind.Axolotl or EngineKind.LlamaFactory or EngineKind.Torchtune
            ? With(request, run => run with { Checkpointing = Checkpointing.Offloaded })
            : null;

    private static EstimateRequest? WithTask(EstimateRequest request, TrainingTask task, Catalog catalog)
    {
        var (run, ranks) = (request.Training!, request.Parallelism.Copies);
        var weights = task == TrainingTask.QuantizedLowRank ? catalog.WeightFormats.Find("nf4-dq") : request.Weights is FloatFormat ? request.Weights : catalog.WeightFormats.Find("bf16");
        if (weights is null)
            return null;
        var changed = CarriedSwitches.Onto(run, TrainingPresets.Of(request.Engine, run.Task, ranks), TrainingPresets.Of(request.Engine, task, ranks));

        // Quantized weights cannot be 32 bit: what is left of mixed precision beside them is autocast.
        var half = task == TrainingTask.QuantizedLowRank && changed.Precision == TrainingPrecision.Mixed;
        return request with { Weights = weights, Training = half ? changed with { Precision = TrainingPrecision.HalfAutocast } : changed };
    }

    private static EstimateRequest With(EstimateRequest request, Func<TrainingRun, TrainingRun> change) => request with { Training = change(request.Training!) };
}
