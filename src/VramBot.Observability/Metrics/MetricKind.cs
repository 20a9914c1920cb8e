namespace VramBot.Observability.Metrics;

/// <summary>The kinds of metrics that Prometheus knows.</summary>
internal enum MetricKind
{
    /// <summary>Grows only.</summary>
    Counter,

    /// <summary>Goes up and down.</summary>
    Gauge,

    /// <summary>How many measurements were at most so large.</summary>
    Histogram,
}
