using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace VramBot.Observability.Metrics;

/// <summary>One metric over all its sets of labels.</summary>
internal sealed class MetricFamily
{
    /// <summary>The most sets of labels: what comes beyond is counted together, so that whatever happens outside cannot fill the memory.</summary>
    public const int MostSeries = 200;

    private static readonly KeyValuePair<string, object?>[] Beyond = [new("overflow", "true")];

    // Where an instrument does not say: from half a millisecond to the longest that anybody waits.
    private static readonly double[] UsualBounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

    private readonly ConcurrentDictionary<KeyValuePair<string, object?>[], MetricSeries> series = new(TagComparer.Only);
    private readonly ConcurrentDictionary<KeyValuePair<string, object?>[], MetricSeries>.AlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>> known;
    private readonly string[]? labels;
    private readonly Func<long> reading;
    private readonly bool isObserved;

    /// <summary>Makes it for an instrument.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="labels">The labels that are kept; null for all.</param>
    /// <param name="reading">The number of the reading that is under way.</param>
    public MetricFamily(Instrument instrument, string[]? labels, Func<long> reading)
    {
        this.labels = labels;
        this.reading = reading;
        known = series.GetAlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>>();
        isObserved = instrument.IsObservable;
        Kind = KindOf(instrument.GetType().GetGenericTypeDefinition());
        Name = PrometheusName.Of(instrument.Name, instrument.Unit, Kind);
        Help = instrument.Description ?? string.Empty;
        Bounds = Kind is not MetricKind.Histogram ? [] : instrument switch
        {
            Histogram<double> { Advice.HistogramBucketBoundaries: { } advised } => [.. advised],
            Histogram<long> { Advice.HistogramBucketBoundaries: { } advised } => [.. advised.Select(bound => (double)bound)],
            _ => UsualBounds,
        };
    }

    /// <summary>Its name, as Prometheus writes names.</summary>
    public string Name { get; }

    /// <summary>What it is.</summary>
    public string Help { get; }

    /// <summary>Its kind.</summary>
    public MetricKind Kind { get; }

    /// <summary>Where its buckets end; empty when it is no histogram.</summary>
    public double[] Bounds { get; }

    /// <summary>What there is to show.</summary>
    public IEnumerable<MetricSeries> Shown => isObserved ? series.Values.Where(one => one.SeenAt == reading()) : series.Values;

    /// <summary>Takes a measurement.</summary>
    public void Take(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var one = Find(labels is null ? tags : Kept(tags));
        if (Kind is MetricKind.Histogram)
            one.Measure(value);
        else if (isObserved)
            one.Observe(value, reading());
        else
            one.Add(value);
    }

    private MetricSeries Find(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (known.TryGetValue(tags, out var found))
            return found;
        var own = series.Count < MostSeries ? tags.ToArray() : Beyond;
        return series.GetOrAdd(own, static (key, bounds) => new(key, bounds), Bounds);
    }

    private KeyValuePair<string, object?>[] Kept(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var kept = new List<KeyValuePair<string, object?>>(labels!.Length);
        foreach (var tag in tags)
            if (labels.Contains(tag.Key, StringComparer.Ordinal))
                kept.Add(tag);
        return [.. kept];
    }

    private static MetricKind KindOf(Type type) =>
        type == typeof(Counter<>) || type == typeof(ObservableCounter<>) ? MetricKind.Counter
        : type == typeof(Histogram<>) ? MetricKind.Histogram
        : MetricKind.Gauge;
}
