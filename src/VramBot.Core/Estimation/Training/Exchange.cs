using VramBot.Core.Engines;
using VramBot.Core.Formats;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation.Training;

/// <summary>Weights that a rank gathers from the others while it needs them, and buckets of gradients.</summary>
internal static class Exchange
{
    private const int Half = 2;
    private const long LiveParameters = 1_000_000_000;
    private const long BucketElements = 200_000_000;

    public static (Bytes AtLoss, Bytes InBackward) Of(TrainingStep step, WeightPlaces places)
    {
        var layer = LayerInCompute(step, places);
        var root = Bytes.FromBytes(places.EndParameters * Half);
        var gradient = step.Run.TrainsAllWeights ? Bytes.FromBytes(places.LargestLayerParameters * Half) : Bytes.Zero;
        var bucket = Bytes.FromBytes(BucketElements * Half);
        return step.Run.Sharding switch
        {
            _ when step.Data == 1 && step.Run.Sharding is not (Sharding.OptimizerStates or Sharding.Gradients or Sharding.Zero3) => default,
            Sharding.FullyShardedGradients => (Bytes.FromBytes(places.Parameters * Half), Bytes.FromBytes(places.Parameters * Half) + gradient),
            _ when step.StaysGathered => Both(Bytes.FromBytes(places.Parameters * Half)),
            Sharding.FullyShardedFlat or Sharding.Hybrid => (root + layer, root + layer + gradient),
            Sharding.FullyShardedTensors => (Ends(step, places) + layer + layer, Ends(step, places) + layer + layer + gradient + gradient),
            Sharding.Zero3 => Both(Bytes.FromBytes(Math.Min(LiveParameters, places.Parameters) * Half) + root),
            Sharding.OptimizerStates or Sharding.Gradients when step.Request.Engine.Kind != EngineKind.Megatron => Both(bucket + bucket),
            _ => default,
        };
    }

    /// <summary>
    /// FSDP's first version on frozen weights with re-entrant checkpointing: at the end of the backward pass every layer's input and the gradient of it are still held.
    /// </summary>
    public static bool KeepsInputGradients(TrainingStep step) =>
        step.Run.Adapter is not null && step.Data > 1 && step.Run.Sharding is Sharding.FullyShardedFlat && step.Run.Checkpointing == Checkpointing.Full;

    /// <summary>Embedding and head as one root unit, or, in torchtune, as units of their own of which one is gathered at a time.</summary>
    private static Bytes Ends(TrainingStep step, WeightPlaces places) =>
        Bytes.FromBytes((step.Request.Engine.Kind == EngineKind.Torchtune ? places.LargestMatrix : places.EndParameters) * Half);

    private static (Bytes AtLoss, Bytes InBackward) Both(Bytes size) => (size, size);

    private static Bytes LayerInCompute(TrainingStep step, WeightPlaces places) =>
        step.Run.TrainsAllWeights || step.Request.Weights is FloatFormat ? Bytes.FromBytes(places.LargestLayerParameters * Half) : places.LargestLayer;
}
