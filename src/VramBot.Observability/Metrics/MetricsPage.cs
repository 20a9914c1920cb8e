using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace VramBot.Observability.Metrics;

/// <summary>Listens to the program's instruments and shows what they measured as a page that Prometheus reads.</summary>
public sealed class MetricsPage : IDisposable
{
    /// <summary>What the page is, for its Content-Type.</summary>
    public const string ContentType = PrometheusText.ContentType;

    private readonly ConcurrentBag<MetricFamily> families = [];
    private readonly MeterListener listener = new();
    private readonly Lock gate = new();
    private long reading;

    /// <summary>Begins to listen.</summary>
    public MetricsPage()
    {
        listener.InstrumentPublished = (instrument, asking) =>
        {
            if (!ShownMeters.Shows(instrument, out var labels))
                return;
            var family = new MetricFamily(instrument, labels, () => reading);
            families.Add(family);
            asking.EnableMeasurementEvents(instrument, family);
        };
        listener.SetMeasurementEventCallback<int>(static (_, value, tags, family) => ((MetricFamily)family!).Take(value, tags));
        listener.SetMeasurementEventCallback<long>(static (_, value, tags, family) => ((MetricFamily)family!).Take(value, tags));
        listener.SetMeasurementEventCallback<double>(static (_, value, tags, family) => ((MetricFamily)family!).Take(value, tags));
        listener.Start();
    }

    /// <summary>The page as things are now.</summary>
    public string Write()
    {
        lock (gate)
        {
            reading++;
            listener.RecordObservableInstruments();
            return PrometheusText.Write(families);
        }
    }

    /// <inheritdoc />
    public void Dispose() => listener.Dispose();
}
