using VramBot.Core.Engines;
using VramBot.Core.Formats;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation.Training;

/// <summary>Weights that a rank gathers from the others while it needs them, and buckets of gradients on their way.</summary>
/// <remarks>
/// <para>FSDP's first version: the root unit (embedding, head, last norm) and one layer; its second: two layers and the root; in the backward pass the layer's whole gradient, which the second
/// version casts to 32 bit besides. SHARD_GRAD_OP: all weights from the forward pass to the end of the backward pass (pytorch/pytorch, torch/distributed/fsdp).</para>
/// <para>ZeRO-3: up to 10⁹ live weights and the root; ZeRO-1 and 2: two buckets of 2 · 10⁸ elements (deepspeedai/DeepSpeed, runtime/zero/config.py).</para>
/// <para>DDP: a copy of all gradients in its buckets, from its making on (torch/nn/parallel/distributed.py, gradient_as_bucket_view off).</para>
/// <para>With pipeline stages FSDP's weights stay gathered through the schedule (pytorch/torchtitan).</para>
/// </remarks>
/// <param name="AtLoss">At the end of the forward pass.</param>
/// <param name="InBackward">Inside a layer's backward pass.</param>
/// <param name="AtStep">At the optimizer's step.</param>
internal readonly record struct Exchange(Bytes AtLoss, Bytes InBackward, Bytes AtStep)
{
    private const int Half = 2;
    private const long LiveParameters = 1_000_000_000;
    private const long BucketElements = 200_000_000;

    public static Exchange Of(TrainingStep step, WeightPlaces places, StepMasses masses)
    {
        var layer = LayerInCompute(step, places);
        var gradient = step.Run.TrainsAllWeights ? Bytes.FromBytes(places.LargestLayerParameters * Half) : Bytes.Zero;
        var all = Bytes.FromBytes(places.Parameters * Half);
        var buckets = 2 * Bytes.FromBytes(BucketElements * Half);
        var root = Ends(step, places);
        return step.Run.Sharding switch
        {
            Sharding.None when step.Data > 1 => new(masses.Gradients, masses.Gradients, masses.Gradients),
            _ when step.Data == 1 && !step.RunsDeepSpeed => default,
            _ when step.StaysGathered => new(all, all, Bytes.Zero),
            Sharding.FullyShardedGradients => new(all, all + gradient, Bytes.Zero),
            Sharding.FullyShardedFlat or Sharding.Hybrid => new(root + layer, root + layer + gradient, Bytes.Zero),
            Sharding.FullyShardedTensors => new(root + layer + layer, root + layer + layer + gradient + gradient, Bytes.Zero),
            Sharding.Zero3 => WhileComputing(Bytes.FromBytes(Math.Min(LiveParameters, places.Parameters) * Half) + root),
            Sharding.OptimizerStates or Sharding.Gradients when step.Request.Engine.Kind != EngineKind.Megatron => WhileComputing(buckets),
            _ => default,
        };
    }

    /// <summary>
    /// FSDP's first version on frozen weights with re-entrant checkpointing: at the end of the backward pass every layer's input and the gradient of it are still held (seen in the published
    /// runs of LoRA and QLoRA on Mistral and Mixtral; the hooks on inputs of frozen units are taken as the cause).
    /// </summary>
    public static bool KeepsInputGradients(TrainingStep step) =>
        step is { Run: { TrainsAllWeights: false, Sharding: Sharding.FullyShardedFlat, Checkpointing: Checkpointing.Full }, Data: > 1 };

    private static Exchange WhileComputing(Bytes size) => new(size, size, Bytes.Zero);

    /// <summary>Embedding and head as one root unit, or, in torchtune, as units of their own of which one is gathered at a time.</summary>
    private static Bytes Ends(TrainingStep step, WeightPlaces places) =>
        Bytes.FromBytes((step.Request.Engine.Kind == EngineKind.Torchtune ? places.LargestMatrix : places.EndParameters) * Half);

    private static Bytes LayerInCompute(TrainingStep step, WeightPlaces places) =>
        step.Run.TrainsAllWeights || step.Request.Weights is FloatFormat ? Bytes.FromBytes(places.LargestLayerParameters * Half) : places.LargestLayer;
}
