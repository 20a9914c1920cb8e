namespace VramBot.Observability.Metrics;

/// <summary>The figures of one metric for one set of labels. Any thread may add to them.</summary>
/// <param name="tags">The labels.</param>
/// <param name="bounds">Where a histogram's buckets end; empty for other kinds.</param>
internal sealed class MetricSeries(KeyValuePair<string, object?>[] tags, double[] bounds)
{
    private readonly long[] buckets = new long[bounds.Length + 1];
    private double sum;

    /// <summary>The labels.</summary>
    public ReadOnlySpan<KeyValuePair<string, object?>> Tags => tags;

    /// <summary>The value of a counter or a gauge; the sum of a histogram.</summary>
    public double Value => Volatile.Read(ref sum);

    /// <summary>When an observed value was last seen, by the number of the reading: one that is not told any more is not shown any more.</summary>
    public long SeenAt { get; private set; }

    /// <summary>How many measurements fell into each bucket; the last one has no end.</summary>
    public long Bucket(int index) => Volatile.Read(ref buckets[index]);

    /// <summary>Adds to a counter or a gauge.</summary>
    public void Add(double amount)
    {
        var seen = Volatile.Read(ref sum);
        while (true)
        {
            var before = Interlocked.CompareExchange(ref sum, seen + amount, seen);
            if (BitConverter.DoubleToInt64Bits(before) == BitConverter.DoubleToInt64Bits(seen))
                return;
            seen = before;
        }
    }

    /// <summary>Counts a measurement of a histogram: in the first bucket whose end is not below it.</summary>
    public void Measure(double value)
    {
        var index = 0;
        while (index < bounds.Length && !(value <= bounds[index]))
            index++;
        Interlocked.Increment(ref buckets[index]);
        Add(value);
    }

    /// <summary>Takes an observed value.</summary>
    public void Observe(double value, long reading)
    {
        Volatile.Write(ref sum, value);
        SeenAt = reading;
    }
}
