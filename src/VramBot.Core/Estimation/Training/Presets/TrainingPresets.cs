using VramBot.Core.Engines;

namespace VramBot.Core.Estimation.Training.Presets;

/// <summary>What each framework does when it is told nothing but what to train: the switches of a run by engine and task.</summary>
public static class TrainingPresets
{
    /// <summary>The run of a framework.</summary>
    /// <param name="engine">The framework and its release.</param>
    /// <param name="task">What is trained.</param>
    /// <param name="ranks">Data-parallel ranks.</param>
    public static TrainingRun Of(EngineRelease engine, TrainingTask task, int ranks)
    {
        ArgumentNullException.ThrowIfNull(engine);
        var lora = task is TrainingTask.LowRank or TrainingTask.QuantizedLowRank;
        var run = new TrainingRun
        {
            Task = task,
            Adapter = lora ? new(LoraAdapter.DefaultRank) : null,
            Precision = TrainingPrecision.HalfAutocast,
            FloatResidual = task == TrainingTask.QuantizedLowRank,
        };
        var half = lora ? new LoraAdapter(LoraAdapter.DefaultRank) { InFloat = false, HasDropout = engine.Kind == EngineKind.LitGpt } : null;
        return engine.Kind switch
        {
            EngineKind.Transformers => run with { Loss = engine.Version < new EngineVersion(4, 46) ? LossKernel.ShiftedCopy : engine.Version < new EngineVersion(4, 50) ? LossKernel.ShiftedCopyKeepingLogits : LossKernel.ShiftedLabels },
            EngineKind.Torchtune => run with { Adapter = half, Precision = TrainingPrecision.Half, Loss = LossKernel.FusedLinear, FusedKernels = true, FloatResidual = false, Sharding = ranks > 1 ? Sharding.FullyShardedTensors : Sharding.None, Optimizer = OptimizerKind.FusedAdamW },
            EngineKind.LitGpt => run with { Adapter = half, Precision = TrainingPrecision.Half, Loss = LossKernel.HalfPrecision, FloatResidual = false, Checkpointing = ranks > 1 ? Checkpointing.Full : Checkpointing.None, Sharding = ranks > 1 ? Sharding.FullyShardedFlat : Sharding.None },
            EngineKind.Unsloth => run with { Adapter = lora ? new(LoraAdapter.DefaultRank) : null, Loss = LossKernel.FusedLinear, FusedKernels = true, FloatResidual = false, Checkpointing = Checkpointing.Offloaded, Optimizer = OptimizerKind.AdamW8Bit },
            EngineKind.MsSwift => run with { Loss = LossKernel.KeptForMetrics },
            EngineKind.TorchTitan => run with { Precision = TrainingPrecision.FloatShards, SequenceParallel = true, Optimizer = OptimizerKind.FusedAdamW, Loss = engine.Version >= new EngineVersion(2025, 1) ? LossKernel.Compiled : LossKernel.ShiftedCopyKeepingLogits, Sharding = Sharding.FullyShardedTensors, Checkpointing = Checkpointing.Selective },
            EngineKind.Megatron => run with { Precision = TrainingPrecision.Half, MasterWeights = !lora, FloatGradients = !lora, Loss = LossKernel.VocabularyParallel, FusedKernels = true, Sharding = Sharding.OptimizerStates },
            EngineKind.DeepSpeed => run with { MasterWeights = true, Sharding = Sharding.Gradients },
            _ => run,
        };
    }
}
