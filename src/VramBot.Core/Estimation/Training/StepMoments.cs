using System.Collections.Immutable;
using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation.Training;

/// <summary>The moments of a step that can be its peak.</summary>
internal static class StepMoments
{
    public static ImmutableArray<MomentMasses> Of(TrainingStep step, WeightPlaces places, StepMasses masses)
    {
        var kinds = LayerKinds.Of(step.Network);
        var (all, largest, backward) = (0.0, 0.0, 0.0);
        foreach (var (layer, count) in kinds)
        {
            var kept = KeptActivations.OfLayer(step, layer);
            var between = step.Run.Checkpointing switch
            {
                Checkpointing.None => kept,
                Checkpointing.Selective => KeptActivations.Selective(step, layer),
                _ => KeptActivations.Boundary(step),
            };
            all += count * between;
            var own = step.Run.Checkpointing == Checkpointing.None ? 0 : kept;
            if (own + KeptActivations.Backward(step, layer) > largest + backward)
                (largest, backward) = (own, KeptActivations.Backward(step, layer));
        }

        var boundary = Size(step, KeptActivations.Boundary(step));
        var total = step.Run.Checkpointing == Checkpointing.Offloaded ? 2 * boundary : Size(step, all) / step.Pipeline;
        var inFlight = step.Pipeline * total;
        var one = Size(step, largest + backward);
        var gathering = Exchange.Of(step, places);
        var inputs = step.Run.SequenceParallel && step.Tensor > 1 ? Size(step, 4.0 * step.Network.HiddenSize) : Bytes.Zero;
        var earlier = masses.EarlierGradients;
        var ended = Exchange.KeepsInputGradients(step) ? inFlight + inFlight : inFlight;
        var (gradients, held) = step.Accumulates || ended >= masses.Gradients + boundary ? (earlier, ended) : (masses.Gradients, boundary);
        return
        [
            new(TrainingMoment.Load, [new(PartKind.Weights, LoadPeak.Of(step, places, masses), "weights while they are loaded", Basis.Derived)]),
            new(TrainingMoment.Loss, [.. Static(masses), Gradients(earlier), Activations(total), Loss(step), Gathered(gathering.AtLoss + inputs)]),
            new(TrainingMoment.Backward, [.. Static(masses), Gradients(gradients), Activations(held + one), Gathered(gathering.InBackward + inputs)]),
            new(TrainingMoment.Step, [.. Static(masses), Gradients(masses.Gradients), Temporaries(masses.StepTemporaries)]),
        ];
    }

    private static Bytes Size(TrainingStep step, double perToken) => Bytes.FromBytes((long)(perToken * step.Tokens));

    private static IEnumerable<MemoryPart> Static(StepMasses masses) =>
    [
        new(PartKind.Weights, masses.Weights, "weights", Basis.Derived),
        new(PartKind.Adapters, masses.Adapters, "adapters", Basis.Derived),
        new(PartKind.OptimizerStates, masses.States, "optimizer states", Basis.Derived),
    ];

    private static MemoryPart Gradients(Bytes size) => new(PartKind.Gradients, size, "gradients", Basis.Derived);

    private static MemoryPart Activations(Bytes size) => new(PartKind.Activations, size, "kept activations", Basis.Derived);

    private static MemoryPart Loss(TrainingStep step) => new(PartKind.Loss, Size(step, LossMemory.PerToken(step)), "logits and loss", Basis.Derived);

    private static MemoryPart Gathered(Bytes size) => new(PartKind.Gathered, size, "gathered weights", Basis.Derived);

    private static MemoryPart Temporaries(Bytes size) => new(PartKind.OptimizerStates, size, "temporaries of the optimizer's step", Basis.Derived);
}
