using System.Collections.Immutable;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation.Training;

/// <summary>When a step takes the most, and what the counters show then.</summary>
/// <param name="Moment">The moment.</param>
/// <param name="Allocated">What PyTorch's allocator has given out (torch.cuda.max_memory_allocated).</param>
/// <param name="Reserved">What it has taken from the driver (torch.cuda.max_memory_reserved); the card shows that and the process's context.</param>
/// <param name="Moments">Every moment with what is allocated in it.</param>
public sealed record TrainingPeak(TrainingMoment Moment, Bytes Allocated, Bytes Reserved, ImmutableArray<(TrainingMoment Moment, Bytes Allocated)> Moments)
{
    /// <summary>What it takes from the driver where the card has room for it; on a card without, it frees its cache first.</summary>
    public required Bytes Unhindered { get; init; }
}
