using System.Collections.Frozen;
using System.Collections.Immutable;
using VramBot.Core.Engines;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Core.Estimation.Bands;

/// <summary>The band of every engine, range of releases and kind of architecture, from the errors of measured cases.</summary>
public sealed class BandTable
{
    /// <summary>Fewer cases than this say too little of a kind: a wider one is taken.</summary>
    public const int FewestCases = 6;

    /// <summary>Other engines' errors stand in where an engine has no measured case; nothing says that it errs alike, so they count twice.</summary>
    private const double OtherEngines = 2;

    /// <summary>Where not even those exist: half and half again of what is computed, half a GiB of what is fixed. A guess, said as one.</summary>
    private static readonly Spread Unknown = new(-0.5, 0, 0.5);

    /// <summary>Fixed overheads that were measured on fewer cards than this are not known on others.</summary>
    private const int FewestCards = 3;

    /// <summary>
    /// Half of what one thing, a process's CUDA context, was seen to vary from card to card: 38 to 297 MiB beside the buffers in llama.cpp's own fit logs, 454 on
    /// an RTX 4090 (ggml-org/llama.cpp, PR 15860), 522 on an H100 (vLLM 0.19's start-up logs).
    /// </summary>
    private static readonly Spread OtherCards = new(-0.24, 0, 0.24);

    private static readonly ImmutableArray<bool> OneOrSeveral = [false, true];

    private readonly FrozenDictionary<(EngineKind, string, ArchitectureKind, bool), ErrorBand> bands;

    /// <summary>Makes the table of all rows.</summary>
    public BandTable(IEnumerable<BandRow> rows)
    {
        Rows = rows.ToFrozenDictionary(row => (row.Key(), row.Part));
        Training = new(Find);
        bands = (from releases in ReleaseRanges.All
                 from architecture in ArchitectureKinds.All
                 from several in OneOrSeveral
                 select (Key: (releases.Engine.Kind, releases.Name, architecture, several), Band: Make(releases, architecture, several)))
            .ToFrozenDictionary(pair => pair.Key, pair => pair.Band);
    }

    /// <summary>The errors of the cases in tests/cases, as of this program's build.</summary>
    public static BandTable Measured { get; } = new(BandJson.Shipped());

    /// <summary>The rows.</summary>
    public FrozenDictionary<(BandKey Key, string Part), BandRow> Rows { get; }

    /// <summary>The bands of training runs.</summary>
    public TrainingBands Training { get; }

    /// <summary>The band of a request.</summary>
    public ErrorBand Of(EstimateRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Training is not null ? Training.Of(request) : bands[(request.Engine.Kind, ReleaseRanges.Of(request.Engine).Name, ArchitectureKinds.Of(request.Model), request.Parallelism.Gpus > 1)];
    }

    private ErrorBand Make(ReleaseRange releases, ArchitectureKind architecture, bool several) => new(
        BasisOf(releases, architecture),
        [.. Enum.GetValues<PartKind>().Select(part => SpreadOf(releases, part, BandKey.KindOf(part, architecture, several)))]);

    private Spread SpreadOf(ReleaseRange releases, PartKind part, string kind)
    {
        foreach (var key in BandKey.Ladder(releases, BandKey.Inference, kind))
            if (Find(key, MeasuredAs(part).ToString()) is { } row)
            {
                var spread = new Spread(row.Low, row.Median, row.High).Widen(key is { Engine: BandKey.Any, Kind: BandKey.Any } ? OtherEngines : 1);
                return Spread.IsOfGibibytes(part) && row.Cards < FewestCards ? spread.AtLeast(OtherCards) : spread;
            }

        return Unknown;
    }

    /// <summary>What no run states by itself errs like what is counted in the same way.</summary>
    private static PartKind MeasuredAs(PartKind part) => part switch
    {
        PartKind.States => PartKind.Cache,
        PartKind.Draft or PartKind.Adapters => PartKind.Weights,
        _ => part,
    };

    /// <summary>The engine's own sums, else its own weights, else its family's sums.</summary>
    private BandBasis BasisOf(ReleaseRange releases, ArchitectureKind architecture)
    {
        if (architecture == ArchitectureKind.Incomplete)
            return BandBasis.Incomplete;
        var keys = BandKey.Ladder(releases, BandKey.Inference, ArchitectureKinds.Word(architecture)).ToLookup(key => key.Engine == releases.Engine.Id);
        return First(keys[true], BandRow.Sum, BandRow.SumBesideContext) ?? First(keys[true], nameof(PartKind.Weights))
            ?? First(keys[false].Where(key => key.Engine != BandKey.Any), BandRow.Sum, BandRow.SumBesideContext)
            ?? BandBasis.None(() => Tr($"too few measured runs of {releases.Engine.Label}: twice the band of all other engines"));

        BandBasis? First(IEnumerable<BandKey> from, params string[] parts) => (
            from key in @from
            from part in parts
            let row = Find(key, part)
            where row is not null
            select new BandBasis(row.Cases, row.Typical, WhatOf(part), () => Words(releases, key))).FirstOrDefault();
    }

    private static string WhatOf(string part) => part switch
    {
        BandRow.Sum => string.Empty,
        BandRow.SumBesideContext => Later(" beside the CUDA context"),
        _ => Later(" in weights"),
    };

    private static string Words(ReleaseRange releases, BandKey key)
    {
        if (key.Engine != releases.Engine.Id)
            return key.Kind == BandKey.Any ? Tr($"of {Tr(key.Engine)}") : Tr($"of {Tr(key.Kind)} models on {Tr(key.Engine)}");
        string[] words =
        [
            .. key.Kind == BandKey.Any ? Array.Empty<string>() : [Tr($"of {Tr(key.Kind)} models")],
            .. releases.Name.Length == 0 ? Array.Empty<string>() : [key.Releases == BandKey.Any ? Tr("(all releases)") : $"({Tr(releases.Name)})"],
        ];
        return string.Join(' ', words);
    }

    private BandRow? Find(BandKey key, string part) => Rows.GetValueOrDefault((key, part)) is { Cases: >= FewestCases } row ? row : null;
}
