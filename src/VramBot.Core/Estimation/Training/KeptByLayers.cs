using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation.Training;

/// <summary>What the layers of one rank keep for the backward pass of a micro-batch.</summary>
/// <param name="All">Of all its layers, for one micro-batch.</param>
/// <param name="InFlight">The same for every micro-batch that a pipeline's first stage has begun: as many as there are stages.</param>
/// <param name="Input">A layer's input.</param>
/// <param name="OneLayer">The layer with the most, in full, with the gradients inside it.</param>
internal readonly record struct KeptByLayers(Bytes All, Bytes InFlight, Bytes Input, Bytes OneLayer)
{
    public static KeptByLayers Of(TrainingStep step)
    {
        var (sum, largest) = (0.0, 0.0);
        foreach (var (layer, count) in LayerKinds.Of(step.Network))
        {
            var whole = KeptActivations.OfLayer(step, layer);
            sum += count * Between(step, layer, whole);
            largest = Math.Max(largest, (step.Run.Checkpointing == Checkpointing.None ? 0 : whole) + KeptActivations.Backward(step, layer));
        }

        var input = step.SizeOf(KeptActivations.Boundary(step));
        var all = step.Run.Checkpointing == Checkpointing.Offloaded ? 2 * input : step.SizeOf(sum) / step.Pipeline;
        return new(all, step.Pipeline * all, input, step.SizeOf(largest));
    }

    /// <summary>What is kept of a layer between its forward and its backward pass. In host memory: two layers' inputs are on their way.</summary>
    private static double Between(TrainingStep step, Layer layer, double whole) => step.Run.Checkpointing switch
    {
        Checkpointing.None => whole,
        Checkpointing.Selective => KeptActivations.Selective(step, layer),
        _ => KeptActivations.Boundary(step),
    };
}
