using System.Collections.Immutable;
using VramBot.Core.Formats;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Core.Estimation.Training;

/// <summary>The moments of a step that can be its peak.</summary>
/// <remarks>
/// Gradients and activations trade places: no gradient of a layer exists at the loss, and when the last one does, one layer's input is left. So the backward pass holds the larger of both ends,
/// and one layer in full beside it. Gradients of earlier micro-batches lie there in every moment.
/// </remarks>
internal static class StepMoments
{
    private const int Half = 2;
    private const int GatheredInputs = 4;
    private static readonly string GradientRule = Later("gradients of what is trained");
    private static readonly string EarlierRule = Later("gradients of earlier micro-batches");

    public static ImmutableArray<MomentMasses> Of(TrainingStep step, WeightPlaces places, StepMasses masses)
    {
        var kept = KeptByLayers.Of(step);
        var exchange = Exchange.Of(step, places, masses);
        var inputs = step.Run.SequenceParallel && step.Tensor > 1 ? step.SizeOf(GatheredInputs * (double)step.Network.HiddenSize) : Bytes.Zero;
        return
        [
            new(TrainingMoment.Load, [new(PartKind.Weights, LoadPeak.Of(step, places, masses), Later("weights while they are loaded, in the loading format and in shards"), Basis.Derived)]),
            new(TrainingMoment.Loss,
            [
                .. Static(masses, Bytes.Zero), Gradients(masses.EarlierGradients, EarlierRule),
                Activations(kept.All, Later("kept of all layers: tokens × layers × what each keeps")),
                new(PartKind.Loss, step.SizeOf(LossMemory.PerToken(step)), Later("tokens × (bytes a logit × vocabulary + the last hidden state)"), Basis.Derived),
                Gathered(exchange.AtLoss + inputs),
            ]),
            Backward(step, masses, kept, exchange.InBackward + inputs + Unpacked(step, places)),
            new(TrainingMoment.Step, [.. Static(masses, masses.StepTemporaries), Gradients(masses.Gradients, GradientRule), Gathered(exchange.AtStep)]),
        ];
    }

    private static MomentMasses Backward(TrainingStep step, StepMasses masses, KeptByLayers kept, Bytes gathered)
    {
        var held = Exchange.KeepsInputGradients(step) ? 2 * kept.InFlight : kept.InFlight;
        var waits = masses.EarlierGradients > Bytes.Zero;
        var begins = waits || held >= masses.Gradients + kept.Input;
        return new(TrainingMoment.Backward,
        [
            .. Static(masses, Bytes.Zero),
            Gradients(waits ? masses.EarlierGradients : begins ? Bytes.Zero : masses.Gradients, waits ? EarlierRule : GradientRule),
            Activations((begins ? held : kept.Input) + kept.OneLayer, Later("each layer's input, and one layer in full with its gradients")),
            Gathered(gathered),
        ])
        {
            AtBeginning = masses.Static + masses.EarlierGradients + held + kept.OneLayer + gathered,
        };
    }

    /// <summary>One matrix of a quantized layer, unpacked to 16 bit while it is multiplied (bitsandbytes, MatMul4Bit).</summary>
    private static Bytes Unpacked(TrainingStep step, WeightPlaces places) =>
        step.Request.Weights is FloatFormat || step.Run.TrainsAllWeights ? Bytes.Zero : Bytes.FromBytes(places.LargestLayerMatrix * Half);

    private static ImmutableArray<MemoryPart> Static(StepMasses masses, Bytes temporaries) =>
    [
        new(PartKind.Weights, masses.Weights, Later("every tensor in its format, divided as the layout says"), Basis.Derived),
        new(PartKind.Adapters, masses.Adapters, Later("rank × (inputs + outputs) of each target"), Basis.Derived),
        new(PartKind.OptimizerStates, masses.States + temporaries, temporaries > Bytes.Zero ? Later("states of what is trained, and what the step takes beside them") : Later("states of what is trained"), Basis.Derived),
    ];

    private static MemoryPart Gradients(Bytes size, string rule) => new(PartKind.Gradients, size, rule, Basis.Derived);

    private static MemoryPart Activations(Bytes size, string rule) => new(PartKind.Activations, size, rule, Basis.Derived);

    private static MemoryPart Gathered(Bytes size) => new(PartKind.Gathered, size, Later("weights of the layer at work, gathered or unpacked to 16 bit, and buffers of the exchange"), Basis.Derived);
}
