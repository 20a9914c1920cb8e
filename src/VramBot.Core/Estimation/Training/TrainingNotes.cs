using VramBot.Core.Models;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Core.Estimation.Training;

/// <summary>What a person should know about a run beside its numbers.</summary>
internal static class TrainingNotes
{
    public static IEnumerable<string> Of(TrainingStep step, StepMasses masses)
    {
        if (masses.PagedStates > Bytes.Zero)
            yield return Tr($"The optimizer's states are paged: {masses.PagedStates} in managed memory, on the card while there is room and in host memory else, which slows steps; they are not counted.");
        if (step.Network.Tower is not null)
            yield return Tr("The vision or audio tower is taken as frozen; its activations and the tokens of pictures come on top.");
        if (step.Request.Parallelism.Pipeline > 1)
            yield return Tr($"The schedule keeps {step.Request.Parallelism.Pipeline} micro-batches in flight on the first stage.");
        if (HasFusedExperts(step))
            yield return Tr($"The experts of {step.Request.Model.Name} are one tensor a layer in Transformers, which bitsandbytes leaves in 16 bit; Unsloth quantizes them: engine:unsloth.");
    }

    private static bool HasFusedExperts(TrainingStep step) =>
        FusedExperts.Stays(step.Request, TensorRole.ExpertUp) && LayerKinds.Of(step.Network).Any(kind => kind.Layer.Experts is not null);
}
