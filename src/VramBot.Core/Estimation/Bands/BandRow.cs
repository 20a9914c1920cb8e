namespace VramBot.Core.Estimation.Bands;

/// <summary>The errors of one part over the measured cases of one key: one line of <c>bands.json</c>.</summary>
public sealed record BandRow
{
    /// <summary>The part of rows about a total, or about all parts that a case states, the driver's context among them.</summary>
    public const string Sum = "Sum";

    /// <summary>The part of rows about all parts that a case states, without the driver's context, which many engines do not print.</summary>
    public const string SumBesideContext = "SumBesideContext";

    /// <summary>The engine's id, a family of engines, or any.</summary>
    public required string Engine { get; init; }

    /// <summary>The range of releases, empty where an engine's are all alike, or any.</summary>
    public required string Releases { get; init; }

    /// <summary>What was run.</summary>
    public required string Task { get; init; }

    /// <summary>The kind of architecture, the number of GPUs, or any.</summary>
    public required string Kind { get; init; }

    /// <summary>The name of a <see cref="PartKind"/>, or one of the sums.</summary>
    public required string Part { get; init; }

    /// <summary>Cases behind the figures.</summary>
    public required int Cases { get; init; }

    /// <summary>Different cards among those cases: many runs on one card say nothing of another.</summary>
    public required int Cards { get; init; }

    /// <summary>The lower end of the 90 % band, as a share or in GiB (see <see cref="Spread"/>).</summary>
    public required double Low { get; init; }

    /// <summary>The middle.</summary>
    public required double Median { get; init; }

    /// <summary>The upper end of the 90 % band.</summary>
    public required double High { get; init; }

    /// <summary>The median of the errors without their sign: how far off an estimate typically is.</summary>
    public required double Typical { get; init; }

    /// <summary>The cases.</summary>
    public BandKey Key() => new(Engine, Releases, Task, Kind);
}
