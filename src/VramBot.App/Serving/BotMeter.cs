using System.Diagnostics.Metrics;
using VramBot.Chat;
using VramBot.Observability.Metrics;

namespace VramBot.App.Serving;

/// <summary>What is looked up when somebody asks: the connections to platforms, the work in flight, and which version runs.</summary>
internal sealed class BotMeter : IDisposable
{
    private readonly Meter meter = new($"{ShownMeters.Own}.Bot", BotVersion.Text);

    public BotMeter(IEnumerable<IPlatformConnections> connections, WorkInFlight work)
    {
        IPlatformConnections[] wanted = [.. connections.Where(one => one.IsWanted)];
        meter.CreateObservableUpDownCounter("vrambot.connections", () => wanted.Select(one => Of(one, one.Up)), "{connection}", "Connections to a platform that are up.");
        meter.CreateObservableUpDownCounter("vrambot.connections.wanted", () => wanted.Select(one => Of(one, one.Wanted)), "{connection}", "Connections to a platform that there are to be.");
        meter.CreateObservableUpDownCounter("vrambot.work.in_flight", () => work.Count, "{answer}", "Answers that are being worked out.");
        meter.CreateObservableGauge("vrambot.info", () => new Measurement<int>(1, new KeyValuePair<string, object?>("version", BotVersion.Text)), null, "Which version runs.");
    }

    public void Dispose() => meter.Dispose();

    private static Measurement<int> Of(IPlatformConnections one, int count) => new(count, new KeyValuePair<string, object?>("platform", one.Platform));
}
