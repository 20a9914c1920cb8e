namespace VramBot.Observability.Metrics;

/// <summary>An instrument's name as Prometheus writes it.</summary>
/// <remarks>Source: OpenTelemetry, "Prometheus and OpenMetrics Compatibility": dots become underscores, the unit is written out behind, and what only grows ends with <c>_total</c>.</remarks>
internal static class PrometheusName
{
    /// <summary>The name: <c>vrambot.answer.duration</c> in <c>s</c> is <c>vrambot_answer_duration_seconds</c>.</summary>
    public static string Of(string name, string? unit, MetricKind kind)
    {
        var plain = Plain(name);
        var written = unit switch
        {
            "s" => "_seconds",
            "ms" => "_milliseconds",
            "By" => "_bytes",
            "1" when kind is MetricKind.Gauge => "_ratio",
            _ => string.Empty,
        };
        if (!plain.EndsWith(written, StringComparison.Ordinal))
            plain += written;
        return kind is MetricKind.Counter && !plain.EndsWith("_total", StringComparison.Ordinal) ? plain + "_total" : plain;
    }

    /// <summary>A name of letters, digits and underscores that does not begin with a digit.</summary>
    public static string Plain(string name)
    {
        var plain = string.Create(name.Length, name, static (buffer, source) =>
        {
            for (var index = 0; index < source.Length; index++)
                buffer[index] = char.IsAsciiLetterOrDigit(source[index]) ? source[index] : '_';
        });
        return plain is [>= '0' and <= '9', ..] ? "_" + plain : plain;
    }
}
