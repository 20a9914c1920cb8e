using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Estimation.Training;
using VramBot.Core.Estimation.Training.Presets;

namespace VramBot.Core.Fitting;

/// <summary>Spreads a run over cards: as data-parallel ranks that divide weights, gradients and states; tensor-parallel ranks and stages only where they were asked for.</summary>
public static class DataParallelLayout
{
    /// <summary>
    /// The run on some cards, by the habits of its framework with as many ranks; one that would keep everything whole on each rank divides it, for more cards would
    /// not help it otherwise.
    /// </summary>
    public static EstimateRequest On(EstimateRequest request, int cards)
    {
        var copied = InCopies(request, cards);
        return copied.Parallelism.Copies > 1 && copied.Training!.Sharding == Sharding.None ? Divided(copied) : copied;
    }

    /// <summary>The same, whole on each rank where the framework keeps it so.</summary>
    internal static EstimateRequest InCopies(EstimateRequest request, int cards)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (asked, run) = (request.Parallelism, request.Training!);
        var divides = cards % (asked.Tensor * asked.Pipeline) == 0;
        var layout = divides ? new Parallelism(asked.Tensor, asked.Pipeline) { Copies = cards / (asked.Tensor * asked.Pipeline) } : Parallelism.OneGpu with { Copies = cards };
        var habits = TrainingPresets.Of(request.Engine, run.Task, layout.Copies);
        var spread = CarriedSwitches.Onto(run, TrainingPresets.Of(request.Engine, run.Task, asked.Copies), habits);
        return request with
        {
            Parallelism = layout,
            Training = spread with
            {
                Sharding = layout.Copies == 1 ? habits.Sharding : spread.Sharding,
                ContextParallel = Divisor(spread.ContextParallel, layout.Copies),
                ExpertParallel = Divisor(spread.ExpertParallel, layout.Copies * layout.Tensor),
            },
        };
    }

    /// <summary>The run with weights, gradients and states divided over its ranks, in the way that its framework offers.</summary>
    internal static EstimateRequest Divided(EstimateRequest request) => request with { Training = request.Training! with { Sharding = WayOf(request.Engine.Kind, request.Training.Sharding) } };

    /// <summary>
    /// Source: the frameworks' documentation of several GPUs: DeepSpeed's stage 3 where it divides already, FSDP's flat parameters (accelerate's default, Lightning's) or
    /// its second version; Megatron's distributed optimizer, then its own FSDP.
    /// </summary>
    private static Sharding WayOf(EngineKind engine, Sharding now) => engine switch
    {
        EngineKind.Transformers when now is Sharding.OptimizerStates or Sharding.Gradients => Sharding.Zero3,
        EngineKind.Transformers or EngineKind.LitGpt => Sharding.FullyShardedFlat,
        EngineKind.Torchtune or EngineKind.TorchTitan => Sharding.FullyShardedTensors,
        EngineKind.Megatron => now == Sharding.None ? Sharding.OptimizerStates : Sharding.FullyShardedTensors,
        EngineKind.Unsloth => Sharding.None,
        _ => Sharding.Zero3,
    };

    private static int Divisor(int ranks, int all) => all % ranks == 0 ? ranks : 1;
}
