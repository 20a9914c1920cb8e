using System.Collections.Immutable;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation.Training;

/// <summary>What is allocated in one moment of a step.</summary>
/// <param name="Moment">The moment.</param>
/// <param name="Parts">What lies in memory then.</param>
internal sealed record MomentMasses(TrainingMoment Moment, ImmutableArray<MemoryPart> Parts)
{
    /// <summary>The sum of the parts.</summary>
    public Bytes Allocated { get; } = Parts.Aggregate(Bytes.Zero, (sum, part) => sum + part.Size);

    /// <summary>What was allocated as the backward pass began, before gradients took the place of activations; nothing in other moments.</summary>
    public Bytes AtBeginning { get; init; }

    /// <summary>The size of the parts of one kind.</summary>
    public Bytes this[PartKind kind] => Parts.Where(part => part.Kind == kind).Aggregate(Bytes.Zero, (sum, part) => sum + part.Size);
}
