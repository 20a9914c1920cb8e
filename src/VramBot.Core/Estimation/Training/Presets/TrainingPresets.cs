using System.Collections.Immutable;
using VramBot.Core.Engines;

namespace VramBot.Core.Estimation.Training.Presets;

/// <summary>What each framework does when it is told nothing but what to train: the switches of a run by engine, release and task.</summary>
/// <remarks>
/// <para>Rank and targets of adapters are those of this program, not of the framework, when nobody names them; so is one micro-batch a step.</para>
/// <para>Source: each framework's own preset names the repository, the files and their age.</para>
/// </remarks>
public static class TrainingPresets
{
    /// <summary>The run of a framework; an engine that trains nothing is taken as Transformers.</summary>
    /// <param name="engine">The framework and its release; the newest rules where none is named.</param>
    /// <param name="task">What is trained.</param>
    /// <param name="ranks">Data-parallel ranks.</param>
    public static TrainingRun Of(EngineRelease engine, TrainingTask task, int ranks)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentOutOfRangeException.ThrowIfLessThan(ranks, 1);
        return engine.Kind switch
        {
            EngineKind.Torchtune => TorchtunePreset.Of(engine.Version, task, ranks),
            EngineKind.LitGpt => LitGptPreset.Of(task, ranks),
            EngineKind.Unsloth => UnslothPreset.Of(engine.Version, task),
            EngineKind.Axolotl => AxolotlPreset.Of(task, ranks),
            EngineKind.LlamaFactory => LlamaFactoryPreset.Of(task, ranks),
            EngineKind.MsSwift => MsSwiftPreset.Of(engine.Version, task),
            EngineKind.DeepSpeed => DeepSpeedPreset.Of(task),
            EngineKind.TorchTitan => TorchTitanPreset.Of(engine.Version, task, ranks),
            EngineKind.Megatron => MegatronPreset.Of(task, ranks),
            _ => TransformersPreset.Of(engine.Version, task),
        };
    }

    /// <summary>What a run takes for granted, a sentence for each switch that moves memory; said of the run, so that what a person changed is said as changed; worded when they are read.</summary>
    /// <param name="engine">The framework and its release.</param>
    /// <param name="run">The run.</param>
    public static IEnumerable<string> Words(EngineRelease engine, TrainingRun run)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(run);
        return RunSentences.Of(engine, run);
    }

    /// <summary>Those of the sentences that no option says: the types that the framework chooses, and how it joins samples.</summary>
    /// <param name="request">A request of a training run.</param>
    public static IEnumerable<string> Habits(EstimateRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return RunSentences.Habits(request.Engine, LauncherHabits.Under(request, request.Training ?? throw new ArgumentException("The request is not one for training.", nameof(request))));
    }

    /// <summary>Whether adapters are trained, not the weights themselves.</summary>
    internal static bool IsLowRank(this TrainingTask task) => task is TrainingTask.LowRank or TrainingTask.QuantizedLowRank;

    /// <summary>The adapters of a task at this program's rank and targets; null where every weight is trained.</summary>
    internal static LoraAdapter? Adapter(this TrainingTask task, bool inFloat, bool hasDropout = false) =>
        task.IsLowRank() ? new(LoraAdapter.DefaultRank) { InFloat = inFloat, HasDropout = hasDropout } : null;
}
