using System.Collections.Immutable;

namespace VramBot.Core.Estimation.Training;

/// <summary>Names tasks.</summary>
public static class TrainingTasks
{
    /// <summary>Every task.</summary>
    public static ImmutableArray<TrainingTask> All { get; } = [.. Enum.GetValues<TrainingTask>()];

    /// <summary>The word that people type and data uses.</summary>
    public static string Word(TrainingTask task) => task switch
    {
        TrainingTask.LowRank => "lora",
        TrainingTask.QuantizedLowRank => "qlora",
        TrainingTask.Full => "full",
        _ => "pretrain",
    };
}
