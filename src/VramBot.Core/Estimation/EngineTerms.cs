using System.Collections.Immutable;
using VramBot.Core.Estimation.Training;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation;

/// <summary>What an engine's own rules give: the parts and what goes with them.</summary>
internal sealed record EngineTerms
{
    public required ImmutableArray<MemoryPart> Parts { get; init; }

    public required Bytes CachePerToken { get; init; }

    public ImmutableArray<GpuShare> Shares { get; init; } = [];

    public Bytes HostWeights { get; init; }

    public Bytes HostCache { get; init; }

    public CachePool? Pool { get; init; }

    public Bytes? Takes { get; init; }

    public double? LeastUtilization { get; init; }

    public string? Refusal { get; init; }

    public TrainingPeak? Peak { get; init; }

    /// <summary>Worded when they are read: most estimates are made to be compared, and nobody reads them.</summary>
    public IEnumerable<string> Assumptions { get; init; } = [];

    /// <summary>Worded when they are read.</summary>
    public IEnumerable<string> Notes { get; init; } = [];
}
