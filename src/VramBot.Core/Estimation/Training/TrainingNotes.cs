using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation.Training;

/// <summary>What a person should know about a run beside its numbers.</summary>
internal static class TrainingNotes
{
    private const double FirstWithBfloat = 8.0;

    public static IEnumerable<string> Of(TrainingStep step, StepMasses masses)
    {
        if (masses.PagedStates > Bytes.Zero)
            yield return $"{masses.PagedStates} of optimizer states lie in managed memory: on the card while there is room, in host memory else.";
        if (step.Request.Gpu is { ComputeCapability: < FirstWithBfloat } card)
            yield return $"The {card.Name} has no bfloat16: frameworks train in fp16 with loss scaling there.";
        if (step.Network.Tower is not null)
            yield return "The vision or audio tower is taken as frozen; its activations and the tokens of pictures come on top.";
        if (step.Request.Parallelism.Pipeline > 1)
            yield return $"The schedule keeps {step.Request.Parallelism.Pipeline} micro-batches in flight on the first stage.";
        if (HasFusedExperts(step))
            yield return $"The experts of {step.Request.Model.Name} are one tensor a layer in Transformers, which bitsandbytes leaves in 16 bit.";
    }

    private static bool HasFusedExperts(TrainingStep step) =>
        FusedExperts.Stays(step.Request, TensorRole.ExpertUp) && LayerKinds.Of(step.Network).Any(kind => kind.Layer.Experts is not null);
}
