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
        return new()
        {
            Task = task,
            Adapter = task is TrainingTask.Full or TrainingTask.Pretrain ? null : new(LoraAdapter.DefaultRank),
            Precision = TrainingPrecision.HalfAutocast,
            FloatResidual = task == TrainingTask.QuantizedLowRank,
        };
    }
}
