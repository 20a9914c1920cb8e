using System.Collections.Immutable;
using VramBot.Core.Engines;
using VramBot.Core.Gpus;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation.Training;

/// <summary>What PyTorch's allocator holds from the driver beside what it has given out, and what communication takes beside it.</summary>
/// <remarks>
/// <para>
/// Formula: reserved = allocated + f · dynamic, where dynamic is the largest that a moment has beside what lies there all the time and beside waiting gradients: static memory does not fragment.
/// </para>
/// <para>
/// Full fine-tuning: blocks that the loss leaves are given to gradients and to the optimizer's temporaries only when they are clearly larger (more than 1.5 times): else both stay, and
/// reserved = loss moment + gradients + temporaries. Without checkpointing layers free their activations as gradients arrive, which take their place. Under FSDP gradients come from
/// another stream's pool, and f · dynamic is added to that.
/// </para>
/// <para>
/// A fused cross-entropy gives out less, but what the loss without it would have held stays reserved. The cache never grows past the card: before that it is freed.
/// </para>
/// <para>Source: allocated and nvidia-smi side by side in 140 published runs (foundation-model-stack/fms-acceleration, benchmarks), torch's reserved counter in those of torchtitan and Unsloth.</para>
/// </remarks>
internal static class AllocatorReserve
{
    private const double ClearlyLarger = 1.5;

    /// <summary>f of Transformers and what stands on it: steps differ in length, and blocks of one length are not given out for another (fms-acceleration's runs on one GPU, LoRA and QLoRA).</summary>
    private const double Usual = 0.33;

    /// <summary>f where FSDP's gathering on a stream of its own keeps a pool of its own beside it (the same runs on two GPUs).</summary>
    private const double TwoStreams = 0.35;

    /// <summary>f of Unsloth, whose kernels work in place and whose samples differ in length (reserved counters that its notebooks print).</summary>
    private const double InPlaceKernels = 0.25;

    /// <summary>f of recipes that pad or pack to one length: the same blocks in each step, rounded to 2 MiB segments and left by the first (torchtune's and litgpt's tables).</summary>
    private const double OneLength = 0.12;

    /// <summary>f of torchtitan: one length, compiled, and garbage collected between steps alone (its tables of reserved memory).</summary>
    private const double OneLengthCompiled = 0.05;

    /// <summary>f with segments that grow, which can be given out again in any size (pytorch/pytorch, PYTORCH_ALLOC_CONF: expandable_segments).</summary>
    private const double GrowingSegments = 0.02;

    /// <summary>The share of the cache that lies between blocks in use: what growing segments leave of the usual one.</summary>
    private const double Unfreeable = GrowingSegments / Usual;

    private const double CopiesInFlight = 0.7;
    private const int FloatWidth = 4;

    /// <summary>NCCL's channels and buffers on an A100 or H100 (nvidia-smi less torch's counters, runs on several GPUs against one).</summary>
    private static readonly Bytes Channels = Bytes.FromGibibytes(1.0);

    /// <summary>What is reserved beside the allocated peak.</summary>
    public static Bytes Beside(TrainingStep step, StepMasses masses, ImmutableArray<MomentMasses> moments, MomentMasses peak)
    {
        var reserved = Bytes.Max(peak.Allocated, AfterBroadcast(step, masses));
        foreach (var moment in moments)
            if (moment.Moment is TrainingMoment.Loss or TrainingMoment.Backward)
                reserved = Bytes.Max(reserved, Around(step, masses, moment));
        return reserved - peak.Allocated + UnslothHabits.LoadTransient(step);
    }

    /// <summary>
    /// DDP sends every weight, frozen ones too, from the first rank to the others when it is made, in flat copies of 250 MiB that the host hands out faster than they are sent
    /// (pytorch/pytorch, torch/csrc/distributed/c10d: broadcast_coalesced); what they took stays reserved: two thirds of the weights in the two runs that tell
    /// (modelscope/ms-swift, examples/train/multi-gpu: ddp and ddp_device_map).
    /// </summary>
    private static Bytes AfterBroadcast(TrainingStep step, StepMasses masses) =>
        step is { Data: > 1, Run: { Sharding: Sharding.None, ExpandableSegments: false } } ? masses.Weights.Scale(1 + CopiesInFlight) : Bytes.Zero;

    /// <summary>What is reserved by the time a moment with activations has passed.</summary>
    private static Bytes Around(TrainingStep step, StepMasses masses, MomentMasses moment)
    {
        var held = moment.Allocated + (moment.Moment == TrainingMoment.Loss ? Unfused(step) : Bytes.Zero);
        var dynamic = Bytes.Max(Bytes.Zero, held - masses.Static - moment[PartKind.Gradients]);
        var began = moment.AtBeginning + Bytes.Max(Bytes.Zero, moment.AtBeginning - masses.Static - masses.EarlierGradients).Scale(FactorOf(step));
        var reserved = Bytes.Max(began, held + dynamic.Scale(FactorOf(step)));
        return step.Run is { TrainsAllWeights: true, ExpandableSegments: false, Checkpointing: not Checkpointing.None } ? Bytes.Max(reserved, BothStay(step, masses, moment[PartKind.Gradients], held, dynamic)) : reserved;
    }

    /// <summary>NCCL's channels and buffers, with several GPUs; DeepSpeed opens them on one as well (deepspeed/comm, init_distributed).</summary>
    public static Bytes Libraries(TrainingStep step) => step.Request.Parallelism.Gpus > 1 || step.Request.Engine.Kind == EngineKind.DeepSpeed ? Channels : Bytes.Zero;

    /// <summary>The slack that is left when the card has no more: the allocator frees its cache before it gives up, but not what lies between blocks in use.</summary>
    public static Bytes OnCard(Gpu? card, Bytes slack, Bytes others)
    {
        if (card is not { } gpu)
            return slack;
        var room = gpu.Usable - others;
        return slack <= room ? slack : Bytes.Max(slack.Scale(Unfreeable), room);
    }

    /// <summary>Blocks of the loss and what arrives after it, up to where the blocks are clearly larger and are given to what arrives.</summary>
    private static Bytes BothStay(TrainingStep step, StepMasses masses, Bytes there, Bytes held, Bytes dynamic)
    {
        var gradients = there == Bytes.Zero || (step.IsFsdp && masses.EarlierGradients > Bytes.Zero) ? masses.Gradients : Bytes.Zero;
        var arriving = gradients + masses.StepTemporaries;
        var tooLarge = Bytes.Max(Bytes.Zero, dynamic - (masses.Gradients + masses.StepTemporaries).Scale(ClearlyLarger));
        return held - tooLarge + arriving + (step.IsFsdp ? (dynamic - tooLarge).Scale(FactorOf(step)) : Bytes.Zero);
    }

    /// <summary>What the loss would hold beside its fused kernel's logits: 4 bytes a logit.</summary>
    private static Bytes Unfused(TrainingStep step) => step.Run.Loss == LossKernel.FusedCrossEntropyKeepingLogits && !LossMemory.CastsItself(step)
        ? Bytes.FromBytes((long)((double)FloatWidth * step.Network.VocabularySize * step.Tokens / step.Tensor))
        : Bytes.Zero;

    private static double FactorOf(TrainingStep step) => step switch
    {
        { Run.ExpandableSegments: true } => GrowingSegments,
        { Request.Engine.Kind: EngineKind.Unsloth } => InPlaceKernels,
        { Request.Engine.Kind: EngineKind.Torchtune or EngineKind.LitGpt } => OneLength,
        { Request.Engine.Kind: EngineKind.TorchTitan } => OneLengthCompiled,
        { IsFsdp: true } => TwoStreams,
        _ => Usual,
    };
}
