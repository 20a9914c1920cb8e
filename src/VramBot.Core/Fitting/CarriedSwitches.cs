using VramBot.Core.Estimation.Training;

namespace VramBot.Core.Fitting;

/// <summary>Takes what was chosen for a run over to the habits of another task or number of ranks: what differs from the old habits stays, the rest follows the new ones.</summary>
internal static class CarriedSwitches
{
    /// <param name="run">The run as it is.</param>
    /// <param name="was">The habits that it began with.</param>
    /// <param name="becomes">The habits that it gets.</param>
    public static TrainingRun Onto(TrainingRun run, TrainingRun was, TrainingRun becomes) => becomes with
    {
        Adapter = Carried(run.Adapter, was.Adapter, becomes.Adapter),
        Precision = Carried(run.Precision, was.Precision, becomes.Precision),
        MasterWeights = Carried(run.MasterWeights, was.MasterWeights, becomes.MasterWeights),
        FloatGradients = Carried(run.FloatGradients, was.FloatGradients, becomes.FloatGradients),
        Optimizer = Carried(run.Optimizer, was.Optimizer, becomes.Optimizer),
        StepsInBackward = Carried(run.StepsInBackward, was.StepsInBackward, becomes.StepsInBackward),
        Accumulation = Carried(run.Accumulation, was.Accumulation, becomes.Accumulation),
        Checkpointing = Carried(run.Checkpointing, was.Checkpointing, becomes.Checkpointing),
        Sharding = Carried(run.Sharding, was.Sharding, becomes.Sharding),
        Offload = Carried(run.Offload, was.Offload, becomes.Offload),
        ContextParallel = Carried(run.ContextParallel, was.ContextParallel, becomes.ContextParallel),
        ExpertParallel = Carried(run.ExpertParallel, was.ExpertParallel, becomes.ExpertParallel),
        SequenceParallel = Carried(run.SequenceParallel, was.SequenceParallel, becomes.SequenceParallel),
        Attention = Carried(run.Attention, was.Attention, becomes.Attention),
        Loss = Carried(run.Loss, was.Loss, becomes.Loss),
        FusedKernels = Carried(run.FusedKernels, was.FusedKernels, becomes.FusedKernels),
        FloatResidual = Carried(run.FloatResidual, was.FloatResidual, becomes.FloatResidual),
        Packing = Carried(run.Packing, was.Packing, becomes.Packing),
        ExpandableSegments = Carried(run.ExpandableSegments, was.ExpandableSegments, becomes.ExpandableSegments),
    };

    private static LoraAdapter? Carried(LoraAdapter? run, LoraAdapter? was, LoraAdapter? becomes) => run is null || was is null || becomes is null ? becomes : becomes with
    {
        Rank = Carried(run.Rank, was.Rank, becomes.Rank),
        Targets = Carried(run.Targets, was.Targets, becomes.Targets),
        InFloat = Carried(run.InFloat, was.InFloat, becomes.InFloat),
        HasDropout = Carried(run.HasDropout, was.HasDropout, becomes.HasDropout),
        IsDora = Carried(run.IsDora, was.IsDora, becomes.IsDora),
        TrainsEmbeddings = Carried(run.TrainsEmbeddings, was.TrainsEmbeddings, becomes.TrainsEmbeddings),
        StatedParameters = run.StatedParameters,
    };

    private static T Carried<T>(T run, T was, T becomes) => EqualityComparer<T>.Default.Equals(run, was) ? becomes : run;
}
