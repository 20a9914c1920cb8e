using System.Globalization;
using System.Text;

namespace VramBot.Observability.Metrics;

/// <summary>Metrics as Prometheus reads them.</summary>
/// <remarks>Source: Prometheus, "Exposition formats", text format 0.0.4.</remarks>
internal static class PrometheusText
{
    /// <summary>What the page is, for its Content-Type.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Writes the metrics, by name.</summary>
    public static string Write(IEnumerable<MetricFamily> families)
    {
        var text = new StringBuilder(16 << 10);
        foreach (var same in families.GroupBy(family => family.Name, StringComparer.Ordinal).OrderBy(family => family.Key, StringComparer.Ordinal))
            Write(text, [.. same]);
        return text.ToString();
    }

    // One name has one head, also when several instruments bear it.
    private static void Write(StringBuilder text, MetricFamily[] same)
    {
        var (first, isHeaded) = (same[0], false);
        foreach (var family in same.Where(family => family.Kind == first.Kind))
            foreach (var series in family.Shown)
            {
                if (!isHeaded)
                    WriteHead(text, first);
                isHeaded = true;
                if (family.Kind is MetricKind.Histogram)
                    WriteHistogram(text, family, series);
                else
                    WriteSample(text, family.Name, string.Empty, series, null, Number(series.Value));
            }
    }

    private static void WriteHead(StringBuilder text, MetricFamily family)
    {
        if (family.Help.Length > 0)
            text.Append("# HELP ").Append(family.Name).Append(' ').Append(family.Help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)).Append('\n');
        text.Append("# TYPE ").Append(family.Name).Append(' ').Append(family.Kind switch { MetricKind.Counter => "counter", MetricKind.Histogram => "histogram", _ => "gauge" }).Append('\n');
    }

    // The count is that of the last bucket, read once: it agrees with the buckets also while somebody measures.
    private static void WriteHistogram(StringBuilder text, MetricFamily family, MetricSeries series)
    {
        var count = 0L;
        for (var index = 0; index <= family.Bounds.Length; index++)
        {
            count += series.Bucket(index);
            WriteSample(text, family.Name, "_bucket", series, index < family.Bounds.Length ? Number(family.Bounds[index]) : "+Inf", Number(count));
        }

        WriteSample(text, family.Name, "_sum", series, null, Number(series.Value));
        WriteSample(text, family.Name, "_count", series, null, Number(count));
    }

    private static void WriteSample(StringBuilder text, string name, string suffix, MetricSeries series, string? upTo, string value)
    {
        text.Append(name).Append(suffix);
        if (series.Tags.Length > 0 || upTo is not null)
        {
            text.Append('{');
            foreach (var (key, said) in series.Tags)
                WriteLabel(text, PrometheusName.Plain(key), Convert.ToString(said, CultureInfo.InvariantCulture) ?? string.Empty);
            if (upTo is not null)
                WriteLabel(text, "le", upTo);
            text.Length--;
            text.Append('}');
        }

        text.Append(' ').Append(value).Append('\n');
    }

    private static void WriteLabel(StringBuilder text, string name, string value)
    {
        text.Append(name).Append("=\"");
        foreach (var letter in value)
            _ = letter switch
            {
                '\\' => text.Append("\\\\"),
                '"' => text.Append("\\\""),
                '\n' => text.Append("\\n"),
                _ => text.Append(letter),
            };
        text.Append("\",");
    }

    private static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf" : double.IsNegativeInfinity(value) ? "-Inf" : double.IsNaN(value) ? "NaN" : value.ToString("R", CultureInfo.InvariantCulture);
}
