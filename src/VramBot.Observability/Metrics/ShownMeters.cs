using System.Collections.Frozen;
using System.Diagnostics.Metrics;

namespace VramBot.Observability.Metrics;

/// <summary>Whose measurements are shown: the bot's own, and those of .NET that a host looks at.</summary>
public static class ShownMeters
{
    /// <summary>How the names of the bot's own meters begin.</summary>
    public const string Own = "VramBot";

    /// <summary>The meters of .NET of which something is shown.</summary>
    public static IReadOnlyList<string> Runtime { get; } = ["System.Runtime", "System.Net.Http", "Microsoft.AspNetCore.Server.Kestrel"];

    // With the labels that are kept: what others choose, such as a path, is none. Not the duration of connections, nor the sizes of each of the collector's generations: nobody asks for them.
    private static readonly FrozenDictionary<string, string[]> Shown = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["dotnet.process.memory.working_set"] = [],
        ["dotnet.process.cpu.time"] = ["cpu.mode"],
        ["dotnet.gc.collections"] = ["gc.heap.generation"],
        ["dotnet.gc.heap.total_allocated"] = [],
        ["dotnet.gc.last_collection.memory.committed_size"] = [],
        ["dotnet.gc.pause.time"] = [],
        ["dotnet.exceptions"] = [],
        ["http.client.request.duration"] = ["server.address", "http.response.status_code", "error.type"],
        ["kestrel.active_connections"] = [],
        ["kestrel.rejected_connections"] = [],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether an instrument is shown.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="labels">The labels that are kept of it; null for all.</param>
    internal static bool Shows(Instrument instrument, out string[]? labels)
    {
        labels = null;
        return IsOwn(instrument.Meter) || (Runtime.Contains(instrument.Meter.Name, StringComparer.Ordinal) && Shown.TryGetValue(instrument.Name, out labels));
    }

    private static bool IsOwn(Meter meter) => meter.Name == Own || meter.Name.StartsWith($"{Own}.", StringComparison.Ordinal);
}
