using VramBot.Core.Units;

namespace VramBot.Core.Estimation.Training;

/// <summary>What lies on one rank through the whole step, and the gradients at its end.</summary>
internal sealed record StepMasses
{
    private const int Half = 2;
    private const int Float = 4;

    /// <summary>Weights of the model, this rank's share.</summary>
    public required Bytes Weights { get; init; }

    /// <summary>Weights of the adapters, with whole copies of embedding and head where those are trained beside them.</summary>
    public required Bytes Adapters { get; init; }

    /// <summary>The optimizer's states and 32-bit copies.</summary>
    public required Bytes States { get; init; }

    /// <summary>The same in memory that the driver can move to the host.</summary>
    public required Bytes PagedStates { get; init; }

    /// <summary>All gradients at the end of the backward pass.</summary>
    public required Bytes Gradients { get; init; }

    /// <summary>Gradients of earlier micro-batches, which wait for the last one.</summary>
    public required Bytes EarlierGradients { get; init; }

    /// <summary>What the optimizer's step takes beside them.</summary>
    public required Bytes StepTemporaries { get; init; }

    /// <summary>Weights, adapters and states.</summary>
    public Bytes Static => Weights + Adapters + States;

    public static StepMasses Of(TrainingStep step, WeightPlaces places) =>
        step.Run.Adapter is { } adapter ? OfAdapters(step, places, adapter) : OfAll(step, places);

    private static StepMasses OfAll(TrainingStep step, WeightPlaces places)
    {
        var run = step.Run;
        var optimizer = OptimizerMemory.Of(step, places);
        var gradientWidth = run.FloatGradients ? Float : step.TrainedWidth;
        var oneLayer = run.StepsInBackward || optimizer.HoldsOneLayer;
        var offloaded = run.Offload != TrainingOffload.None;
        var weights = Shared(step, places, step.WeightShards, step.TrainedWidth);
        var states = Shared(step, places, step.StateShards, optimizer.States + (run.MasterWeights ? Float : 0));
        var gradients = Shared(step, places, step.GradientShards, gradientWidth);
        var waiting = WaitsWhole(step) ? Bytes.FromBytes(places.Parameters * gradientWidth) : gradients;
        return new()
        {
            Weights = (run.Offload == TrainingOffload.All ? Bytes.Zero : weights) + places.Tower,
            Adapters = Bytes.Zero,
            States = offloaded ? Bytes.Zero : states,
            PagedStates = Shared(step, places, step.StateShards, optimizer.PagedStates),
            Gradients = oneLayer ? Bytes.FromBytes(Math.Max(places.LargestLayerParameters, places.LargestMatrix) * gradientWidth) : offloaded ? Bytes.Zero : gradients,
            EarlierGradients = oneLayer || !step.Accumulates || (offloaded && !WaitsWhole(step)) ? Bytes.Zero : waiting,
            StepTemporaries = offloaded || run.StepsInBackward ? Bytes.Zero : Shared(step, places, step.StateShards, Temporaries(run, optimizer)) + (optimizer.LargestUpdate / step.StateShards),
        };
    }

    /// <summary>DeepSpeed's step holds a flat 16-bit copy of the weights and the gradients in 32 bit (deepspeed/runtime/zero/stage_1_and_2.py); Megatron's works in place.</summary>
    private static double Temporaries(TrainingRun run, OptimizerMemory optimizer) => run switch
    {
        { MasterWeights: true, FloatGradients: false } => Half + Float,
        { MasterWeights: true } => 0,
        _ => optimizer.Step,
    };

    /// <summary>FSDP's no_sync: gradients of earlier micro-batches stay whole (huggingface/accelerate, Accelerator.no_sync).</summary>
    private static bool WaitsWhole(TrainingStep step) => (step.Run.Sharding is Sharding.FullyShardedFlat or Sharding.FullyShardedGradients or Sharding.Hybrid && step.Data > 1) || step.StaysGathered;

    /// <summary>Experts are divided over expert-parallel ranks alone where there are some, everything else over all data-parallel ranks.</summary>
    private static Bytes Shared(TrainingStep step, WeightPlaces places, int shards, double width)
    {
        var expertShards = step.Run.ExpertParallel > 1 ? Math.Max(1, shards / step.Run.ExpertParallel) : shards;
        return Bytes.FromBytes((long)(((double)(places.EndParameters + places.LayerParameters) / shards * width) + ((double)places.ExpertParameters / expertShards * width)));
    }

    /// <summary>
    /// Frozen weights, and what is trained beside them: adapters, and embedding and head where they are. Their states are too small to be worth paging: they count as on the card.
    /// </summary>
    private static StepMasses OfAdapters(TrainingStep step, WeightPlaces places, LoraAdapter adapter)
    {
        var run = step.Run;
        var trained = WeightPlaces.AdapterParameters(step, adapter);
        var width = adapter.InFloat || run.MasterWeights ? Float : Half;
        var saved = adapter.TrainsEmbeddings ? places.EndParameters : 0;
        var optimizer = OptimizerMemory.OfAdapters(step, adapter, width);
        var own = ((double)width * trained) + ((double)Half * saved);
        var states = Bytes.FromBytes((long)(((optimizer.States + optimizer.PagedStates) * trained) + (OptimizerBytes.States(run.Optimizer, Half) * saved))) / step.StateShards;
        var temporaries = (optimizer.Step * trained) + (OptimizerBytes.Step(run.Optimizer, Half) * saved);
        var weights = ((places.All - places.Tower) / step.WeightShards) + UnslothHabits.Dynamic(step, places);
        var offloaded = run.Offload != TrainingOffload.None;
        return new()
        {
            Weights = (run.Offload == TrainingOffload.All ? Bytes.Zero : weights) + places.Tower,
            Adapters = Bytes.FromBytes((long)own) / step.WeightShards,
            States = offloaded ? Bytes.Zero : states,
            PagedStates = Bytes.Zero,
            Gradients = Bytes.FromBytes((long)own) / step.GradientShards,
            EarlierGradients = step.Accumulates ? Bytes.FromBytes((long)own) / (WaitsWhole(step) ? 1 : step.GradientShards) : Bytes.Zero,
            StepTemporaries = Bytes.FromBytes((long)temporaries) / step.StateShards,
        };
    }
}
