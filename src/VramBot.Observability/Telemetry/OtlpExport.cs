using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using VramBot.Observability.Metrics;

namespace VramBot.Observability.Telemetry;

/// <summary>
/// Sends measurements and traces to a collector by OTLP, where one is named by OpenTelemetry's own settings: <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, <c>OTEL_EXPORTER_OTLP_PROTOCOL</c>, <c>OTEL_SERVICE_NAME</c> and
/// the others. Where none is, nothing of OpenTelemetry is loaded.
/// </summary>
public sealed class OtlpExport : IDisposable
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string MetricsEndpoint = "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT";
    private const string TracesEndpoint = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";
    private const string Disabled = "OTEL_SDK_DISABLED";
    private const string ServiceName = "vrambot";

    private readonly IDisposable[] exporters;

    private OtlpExport(IDisposable[] exporters) => this.exporters = exporters;

    /// <summary>Begins to send; null where no collector is named, or one that is no address.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="version">The bot's version.</param>
    /// <param name="problem">What is wrong with the collector's address.</param>
    public static OtlpExport? Begin(IConfiguration settings, string version, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(settings);
        problem = new[] { Endpoint, MetricsEndpoint, TracesEndpoint }.Where(name => settings[name] is { Length: > 0 } set && !IsAddress(set))
            .Select(name => $"{name} is no address of a collector: write one such as http://localhost:4317, or leave it out.").FirstOrDefault();
        var isOff = string.Equals(settings[Disabled], "true", StringComparison.OrdinalIgnoreCase);
        var (all, metrics, traces) = (IsSet(settings, Endpoint), IsSet(settings, MetricsEndpoint), IsSet(settings, TracesEndpoint));
        return problem is not null || isOff || !(all || metrics || traces) ? null : new(Begin(version, all || metrics, all || traces));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var exporter in exporters)
            exporter.Dispose();
    }

    private static bool IsSet(IConfiguration settings, string name) => settings[name] is { Length: > 0 };

    private static bool IsAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);

    // Kept apart: OpenTelemetry's libraries are loaded when this is compiled, which is when it is first called.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static IDisposable[] Begin(string version, bool metrics, bool traces)
    {
        var resource = ResourceBuilder.CreateDefault().AddService(ServiceName, serviceVersion: version).AddEnvironmentVariableDetector();
        var exporters = new List<IDisposable>();
        if (metrics)
            exporters.Add(Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter([ShownMeters.Own, $"{ShownMeters.Own}.*", .. ShownMeters.Runtime]).AddOtlpExporter().Build());
        if (traces)
            exporters.Add(Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(ShownMeters.Own).AddOtlpExporter().Build());
        return [.. exporters];
    }
}
