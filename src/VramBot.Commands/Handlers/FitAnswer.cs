using System.Collections.Immutable;
using VramBot.Commands.Grammar;
using VramBot.Core.Engines;
using VramBot.Core.Estimation.Training;
using VramBot.Core.Fitting;

namespace VramBot.Commands.Handlers;

/// <summary>What runs on some cards, in figures.</summary>
/// <param name="Line">The line in its normal form.</param>
/// <param name="Question">What was said.</param>
/// <param name="Engine">The engine that all figures are of.</param>
/// <param name="Groups">The models; none where nothing fits.</param>
public sealed record FitAnswer(TypedLine Line, FitQuestion Question, EngineRelease Engine, ImmutableArray<FitGroup> Groups)
{
    /// <summary>Where nothing fits, the model that needs least, with what it needs there.</summary>
    public ModelFit? Smallest { get; init; }

    /// <summary>The best model that each other way of training fits; empty for inference.</summary>
    public ImmutableArray<(TrainingTask Task, FitRow Row)> OtherTasks { get; init; } = [];

    /// <summary>A larger mixture of experts that runs with experts in host memory; null when none does.</summary>
    public VramAnswer? WithHost { get; init; }

    /// <summary>All rows.</summary>
    public IEnumerable<FitRow> Rows => Groups.SelectMany(group => group.Rows);
}
