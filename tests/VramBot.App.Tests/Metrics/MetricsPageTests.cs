using System.Diagnostics.Metrics;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using VramBot.Observability.Metrics;

namespace VramBot.App.Tests.Metrics;

/// <summary>The page as Prometheus reads it: each test measures with a meter of its own and looks at that meter's lines alone.</summary>
public sealed class MetricsPageTests : IDisposable
{
    private static int number;

    private readonly string name = $"test{Interlocked.Increment(ref number)}";
    private readonly Meter meter = new("VramBot.Tests");
    private readonly MetricsPage page = new();

    public void Dispose()
    {
        page.Dispose();
        meter.Dispose();
    }

    [Fact]
    public void A_counter_grows_and_ends_with_total()
    {
        var counter = meter.CreateCounter<long>($"{name}.asked", "{command}", "What was asked.");
        counter.Add(2, new KeyValuePair<string, object?>("platform", "slack"));
        counter.Add(3, new KeyValuePair<string, object?>("platform", "slack"));
        Assert.Equal($"# HELP {name}_asked_total What was asked.\n# TYPE {name}_asked_total counter\n{name}_asked_total{{platform=\"slack\"}} 5\n", Shown());
    }

    [Fact]
    public void Buckets_count_everything_below_them()
    {
        var histogram = meter.CreateHistogram($"{name}.took", "s", "How long.", null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.5, 1] });
        foreach (var value in new[] { 0.25, 0.5, 0.75, 5 })
            histogram.Record(value);
        Assert.Equal(
            $$"""
            # HELP {{name}}_took_seconds How long.
            # TYPE {{name}}_took_seconds histogram
            {{name}}_took_seconds_bucket{le="0.5"} 2
            {{name}}_took_seconds_bucket{le="1"} 3
            {{name}}_took_seconds_bucket{le="+Inf"} 4
            {{name}}_took_seconds_sum 6.5
            {{name}}_took_seconds_count 4

            """.ReplaceLineEndings("\n"),
            Shown());
    }

    [Theory]
    [InlineData("a\"b", "a\\\"b")]
    [InlineData("a\\b", "a\\\\b")]
    [InlineData("a\nb", "a\\nb")]
    [InlineData("não cabe", "não cabe")]
    public void Labels_are_escaped(string value, string written)
    {
        meter.CreateCounter<long>(name).Add(1, new KeyValuePair<string, object?>("what", value));
        Assert.EndsWith($"{name}_total{{what=\"{written}\"}} 1\n", Shown(), StringComparison.Ordinal);
    }

    [Fact]
    public void Help_is_one_line()
    {
        meter.CreateCounter<long>(name, null, "two\nlines \\ and a backslash").Add(1);
        Assert.StartsWith($"# HELP {name}_total two\\nlines \\\\ and a backslash\n", Shown(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_looked_up_is_as_it_is_now_and_gone_when_it_is_gone()
    {
        var there = true;
        meter.CreateObservableGauge($"{name}.level", () => there ? [new Measurement<int>(7, new KeyValuePair<string, object?>("of", "a"))] : Array.Empty<Measurement<int>>());
        Assert.EndsWith($"{name}_level{{of=\"a\"}} 7\n", Shown(), StringComparison.Ordinal);
        there = false;
        Assert.Equal(string.Empty, Shown());
    }

    // Whatever happens outside cannot fill the memory.
    [Fact]
    public void Labels_without_end_are_counted_together()
    {
        var counter = meter.CreateCounter<long>(name);
        for (var one = 0; one < MetricFamily.MostSeries + 50; one++)
            counter.Add(1, new KeyValuePair<string, object?>("who", one.ToString(CultureInfo.InvariantCulture)));
        var lines = Shown().Split('\n').Where(line => line.StartsWith(name, StringComparison.Ordinal)).ToList();
        Assert.Equal(MetricFamily.MostSeries + 1, lines.Count);
        Assert.Contains($"{name}_total{{overflow=\"true\"}} 50", lines);
    }

    [Fact]
    public void Nothing_is_lost_when_all_measure_at_once()
    {
        var counter = meter.CreateCounter<long>($"{name}.asked");
        var histogram = meter.CreateHistogram<double>($"{name}.took");
        Parallel.For(0, 20_000, one =>
        {
            counter.Add(1, new KeyValuePair<string, object?>("odd", one % 2 == 0 ? "no" : "yes"));
            histogram.Record(one % 3);
        });
        Assert.Contains($"{name}_asked_total{{odd=\"no\"}} 10000\n", Shown(), StringComparison.Ordinal);
        Assert.Contains($"{name}_took_count 20000\n", Shown(), StringComparison.Ordinal);
    }

    // The count of a histogram is that of its last bucket, its buckets never fall, and its sum is that of the measurements.
    [Fact]
    public void Histograms_add_up() => Prop.ForAll(Gen.Choose(0, 100_000).Select(value => value / 1000.0).ArrayOf().ToArbitrary(), values =>
    {
        using var own = new MetricsPage();
        var histogram = meter.CreateHistogram<double>($"{name}.random{Interlocked.Increment(ref number)}");
        foreach (var value in values)
            histogram.Record(value);
        var lines = own.Write().Split('\n').Where(line => line.StartsWith(histogram.Name.Replace('.', '_'), StringComparison.Ordinal)).ToList();
        var counts = lines.Where(line => line.Contains("_bucket", StringComparison.Ordinal)).Select(Number).ToList();
        return values.Length == 0 ? lines.Count == 0
            : counts.SequenceEqual(counts.Order()) && counts[^1] == values.Length && Number(lines[^1]) == values.Length && Math.Abs(Number(lines[^2]) - values.Sum()) < 1e-6;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("vrambot.answer.duration", "s", MetricKind.Histogram, "vrambot_answer_duration_seconds")]
    [InlineData("vrambot.commands", "{command}", MetricKind.Counter, "vrambot_commands_total")]
    [InlineData("dotnet.process.memory.working_set", "By", MetricKind.Gauge, "dotnet_process_memory_working_set_bytes")]
    [InlineData("cpu.used", "1", MetricKind.Gauge, "cpu_used_ratio")]
    [InlineData("time.total", "s", MetricKind.Counter, "time_total_seconds_total")]
    [InlineData("3d", null, MetricKind.Gauge, "_3d")]
    internal void Names_are_as_Prometheus_writes_them(string instrument, string? unit, MetricKind kind, string written) => Assert.Equal(written, PrometheusName.Of(instrument, unit, kind));

    private static double Number(string line) => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture);

    private string Shown() => string.Concat(page.Write().Split('\n').Where(line => line.Contains($" {name}_", StringComparison.Ordinal) || line.StartsWith($"{name}_", StringComparison.Ordinal)).Select(line => $"{line}\n"));
}
