using System.Collections.Immutable;
using VramBot.Core.Engines;
using VramBot.Core.Estimation.Vllm;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Core.Estimation.Bands;

/// <summary>The ranges of releases that measured cases are told apart by.</summary>
public static class ReleaseRanges
{
    private static readonly ImmutableArray<ReleaseRange> Vllm =
    [
        new(KnownEngines.Vllm, Later("0.17 and later"), VllmGenerations.FirstFused),
        new(KnownEngines.Vllm, Later("0.8 to 0.16"), VllmGenerations.FirstV1),
        new(KnownEngines.Vllm, Later("before 0.8"), null),
    ];

    private static readonly ImmutableArray<ReleaseRange> Others =
        [.. KnownEngines.All.All.Where(engine => engine.Kind != EngineKind.Vllm).DistinctBy(engine => engine.Kind).Select(engine => new ReleaseRange(engine, string.Empty, null))];

    /// <summary>All of them, each engine's newest first.</summary>
    public static ImmutableArray<ReleaseRange> All { get; } = [.. Vllm, .. Others];

    /// <summary>The range of a release; an engine without a version is taken as its newest.</summary>
    public static ReleaseRange Of(EngineRelease release)
    {
        ArgumentNullException.ThrowIfNull(release);
        foreach (var range in release.Kind == EngineKind.Vllm ? Vllm : Others)
            if (range.Engine.Kind == release.Kind && (release.Version is not { } version || range.From is not { } from || version >= from))
                return range;
        throw new ArgumentException($"{release} is none of the known engines.", nameof(release));
    }
}
