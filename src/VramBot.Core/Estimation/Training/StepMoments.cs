using System.Collections.Immutable;
using VramBot.Core.Formats;
using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation.Training;

/// <summary>The moments of a step that can be its peak.</summary>
internal static class StepMoments
{
    private const int Half = 2;
    private const string GradientRule = "gradients of what is trained";
    private const string EarlierRule = "gradients of earlier micro-batches";

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
        var unpacked = step.Request.Weights is FloatFormat || step.Run.TrainsAllWeights ? Bytes.Zero : Bytes.FromBytes(places.LargestLayerMatrix * Half);
        var inputs = step.Run.SequenceParallel && step.Tensor > 1 ? Size(step, 4.0 * step.Network.HiddenSize) : Bytes.Zero;
        var earlier = masses.EarlierGradients;
        var ended = Exchange.KeepsInputGradients(step) ? inFlight + inFlight : inFlight;
        var waits = earlier > Bytes.Zero;
        var (gradients, held) = waits || ended >= masses.Gradients + boundary ? (earlier, ended) : (masses.Gradients, boundary);
        return
        [
            new(TrainingMoment.Load, [new(PartKind.Weights, LoadPeak.Of(step, places, masses), "weights while they are loaded, in the loading format and in shards", Basis.Derived)]),
            new(TrainingMoment.Loss,
            [
                .. Static(masses, Bytes.Zero), Gradients(earlier, EarlierRule),
                Activations(total, "kept of all layers: tokens × layers × what each keeps"),
                new(PartKind.Loss, Size(step, LossMemory.PerToken(step)), "tokens × (bytes a logit × vocabulary + the last hidden state)", Basis.Derived),
                Gathered(gathering.AtLoss + inputs),
            ]),
            new(TrainingMoment.Backward,
            [
                .. Static(masses, Bytes.Zero), Gradients(gradients, waits ? EarlierRule : GradientRule),
                Activations(held + one, "each layer's input, and one layer in full with its gradients"),
                Gathered(gathering.InBackward + inputs + unpacked),
            ]),
            new(TrainingMoment.Step, [.. Static(masses, masses.StepTemporaries), Gradients(masses.Gradients, GradientRule)]),
        ];
    }

    private static Bytes Size(TrainingStep step, double perToken) => Bytes.FromBytes((long)(perToken * step.Tokens));

    private static ImmutableArray<MemoryPart> Static(StepMasses masses, Bytes temporaries) =>
    [
        new(PartKind.Weights, masses.Weights, "every tensor in its format, divided as the layout says", Basis.Derived),
        new(PartKind.Adapters, masses.Adapters, "rank × (inputs + outputs) of each target", Basis.Derived),
        new(PartKind.OptimizerStates, masses.States + temporaries, temporaries > Bytes.Zero ? "states of what is trained, and what the step takes beside them" : "states of what is trained", Basis.Derived),
    ];

    private static MemoryPart Gradients(Bytes size, string rule) => new(PartKind.Gradients, size, rule, Basis.Derived);

    private static MemoryPart Activations(Bytes size, string rule) => new(PartKind.Activations, size, rule, Basis.Derived);

    private static MemoryPart Gathered(Bytes size) => new(PartKind.Gathered, size, "weights of the layer at work, gathered or unpacked to 16 bit, and buffers of the exchange", Basis.Derived);
}
