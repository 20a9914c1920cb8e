using VramBot.Core.Estimation;
using VramBot.Core.Units;

namespace VramBot.Commands.Replies;

/// <summary>The few parts of an estimate that a comparison tells apart.</summary>
internal static class ComparedParts
{
    /// <summary>What is kept beside the weights: cache and states of sequences, in training gradients, optimizer states and adapters.</summary>
    public static Bytes Kept(Estimate estimate) => estimate.Request.Training is null
        ? estimate[PartKind.Cache] + estimate[PartKind.States]
        : estimate[PartKind.Gradients] + estimate[PartKind.OptimizerStates] + estimate[PartKind.Adapters];
}
