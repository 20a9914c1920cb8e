using System.Collections.Immutable;
using VramBot.Core.Units;

namespace VramBot.Core.Diffusion;

/// <summary>What making an image takes: named parts at the phase that takes most, and a total that is their sum.</summary>
public sealed record ImageEstimate
{
    /// <summary>What was asked.</summary>
    public required ImageRequest Request { get; init; }

    /// <summary>The parts at the peak.</summary>
    public required ImmutableArray<ImagePart> Parts { get; init; }

    /// <summary>Every phase, in their order.</summary>
    public required ImmutableArray<PhaseMemory> Phases { get; init; }

    /// <summary>The phase with the most memory in use.</summary>
    public PhaseMemory Peak => Phases.MaxBy(phase => phase.InUse)!;

    /// <summary>Memory that the process takes beside PyTorch.</summary>
    public required Bytes Context { get; init; }

    /// <summary>What has to be there: what is in use at the peak, and the context. PyTorch gives back what it only holds before it gives up.</summary>
    public Bytes Needed => Peak.InUse + Context;

    /// <summary>What the card shows: what PyTorch holds, and the context.</summary>
    public Bytes Total => Parts.Aggregate(Bytes.Zero, (sum, part) => sum + part.Size);

    /// <summary>The least that the card should show, by the error of published runs.</summary>
    public Bytes Low => Total.Scale(1 + ImageErrors.Low);

    /// <summary>The most that the card should show, by the error of published runs.</summary>
    public Bytes High => Total.Scale(1 + ImageErrors.High);

    /// <summary>Weights that wait in host memory at the peak.</summary>
    public required Bytes Host { get; init; }
}
