using VramBot.Core.Estimation.Adapters;
using VramBot.Core.Estimation.Training;

namespace VramBot.Commands.Grammar.Switches;

/// <summary>What switches of a trainer add up to, while they are read.</summary>
internal sealed class TrainingEffects
{
    private int? bits;
    private bool? doubles;

    /// <summary>What they say of the run; its task is not theirs to say.</summary>
    public TrainingQuestion Run { get; private set; } = new(TrainingTask.Full);

    /// <summary>The projections with adapters.</summary>
    public AdapterTargets? Targets { get; private set; }

    /// <summary>GPUs.</summary>
    public int? Cards { get; private set; }

    /// <summary>Whether every weight is trained, or adapters.</summary>
    public bool? TrainsAllWeights { get; private set; }

    /// <summary>The name of a format by bits and by whether its scales are quantized too; null when none is said.</summary>
    /// <param name="usuallyDouble">Whether the framework quantizes scales when it is not told.</param>
    public string? Weights(bool usuallyDouble) => bits switch
    {
        4 => doubles ?? usuallyDouble ? "nf4-dq" : "nf4",
        8 => "bnb-int8",
        _ => null,
    };

    /// <summary>Adds projections to those of the framework, or takes them off.</summary>
    public void Add(AdapterTargets projections, bool on) => Run = on
        ? Run with { AddedTargets = Run.AddedTargets | projections, RemovedTargets = Run.RemovedTargets & ~projections }
        : Run with { AddedTargets = Run.AddedTargets & ~projections, RemovedTargets = Run.RemovedTargets | projections };

    public void Set(SwitchTarget target, SwitchValue value)
    {
        Run = Changed(target, value);
        switch (target)
        {
            case SwitchTarget.Projections: Targets = TrainingWords.Targets(value.Text); break;
            case SwitchTarget.Cards: Cards = value.Count; break;
            case SwitchTarget.Tuner: TrainsAllWeights = TrainingWords.Task(value.Text) is TrainingTask.Full or TrainingTask.Pretrain; break;
            case SwitchTarget.FourBit when value.On == true: bits = 4; break;
            case SwitchTarget.EightBit when value.On == true: bits = 8; break;
            case SwitchTarget.Bits: (bits, doubles) = (value.Text.Contains('8', StringComparison.Ordinal) ? 8 : 4, value.Text.StartsWith("bnb.nf4", StringComparison.Ordinal) ? value.Text.EndsWith("-dq", StringComparison.Ordinal) : doubles); break;
            case SwitchTarget.DoubleQuantization: doubles = value.On; break;
        }
    }

    private TrainingQuestion Changed(SwitchTarget target, SwitchValue value) => target switch
    {
        SwitchTarget.Accumulation => Run with { Accumulation = value.Count },
        SwitchTarget.Optimizer => Run with { Optimizer = TrainingWords.Optimizer(value.Text) },
        SwitchTarget.Checkpointing => Run with { Checkpointing = value.On is { } on ? on ? Checkpointing.Full : Checkpointing.None : TrainingWords.Checkpointing(value.Text) },
        SwitchTarget.KeepActivations => Run with { Checkpointing = value.On == true ? Checkpointing.None : Checkpointing.Full },
        SwitchTarget.SelectiveCheckpointing when value.On == true => Run with { Checkpointing = Checkpointing.Selective },
        SwitchTarget.OffloadActivations when value.On == true => Run with { Checkpointing = Checkpointing.Offloaded },
        SwitchTarget.Shards when ShardingText.Read(value.Text) is var (sharding, offload) => Run with { Sharding = sharding, Offload = offload ?? Run.Offload },
        SwitchTarget.DistributedOptimizer => Run with { Sharding = value.On == true ? Sharding.OptimizerStates : Sharding.None },
        SwitchTarget.HostOptimizer when value.On == true => Run with { Offload = TrainingOffload.Optimizer },
        SwitchTarget.HostAll when value.On == true => Run with { Offload = TrainingOffload.All },
        SwitchTarget.WeightType => value.Text == "auto" ? Run : Run with { FloatWeights = value.Text is "float32" or "fp32" or "torch.float32" },
        SwitchTarget.Autocast => Run with { Autocast = value.On != false || Run.Autocast == true },
        SwitchTarget.PureHalf when value.On == true => Run with { Autocast = false, FloatWeights = false },
        SwitchTarget.PrecisionName => Run with { FloatWeights = !value.Text.EndsWith("16-true", StringComparison.Ordinal), Autocast = value.Text.EndsWith("mixed", StringComparison.Ordinal) },
        SwitchTarget.Packed => Run with { Packing = value.On == true ? SamplePacking.Packed : Run.Packing ?? SamplePacking.Padded },
        SwitchTarget.PaddingFree when value.On == true => Run with { Packing = SamplePacking.PaddingFree },
        SwitchTarget.FusedLoss when value.On == true => Run with { Loss = LossKernel.FusedLinear, FusedKernels = true },
        SwitchTarget.FusedLossOnly when value.On == true => Run with { Loss = LossKernel.FusedLinear },
        SwitchTarget.FusedKernels when value.On == true => Run with { FusedKernels = true },
        SwitchTarget.Kernel => Run with { Attention = value.Text is "eager" or "disabled" ? AttentionKernel.Eager : value.Text is "sdpa" ? AttentionKernel.Sdpa : AttentionKernel.Flash },
        SwitchTarget.FlashKernel => Run with { Attention = value.On == true ? AttentionKernel.Flash : AttentionKernel.Sdpa },
        SwitchTarget.Dropout => Run with { HasDropout = value.Number > 0 },
        SwitchTarget.Dora => Run with { IsDora = value.On == true },
        SwitchTarget.SavedModules => Run with { TrainsEmbeddings = ShardingText.NamesEnds(value.Text) },
        SwitchTarget.ContextRanks => Run with { ContextParallel = value.Count },
        SwitchTarget.SequenceParallel => Run with { SequenceParallel = value.On == true },
        SwitchTarget.FloatGradients => Run with { FloatGradients = value.On == true },
        SwitchTarget.StepsInBackward => Run with { StepsInBackward = value.On == true },
        SwitchTarget.Allocator => Run with { ExpandableSegments = value.Text.Contains("expandable_segments:true", StringComparison.OrdinalIgnoreCase) },
        _ => Run,
    };
}
