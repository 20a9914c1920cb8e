using VramBot.Chat;
using VramBot.Core.Catalogs;

namespace VramBot.App.Serving;

/// <summary>Whether this bot is to be sent requests, and why not.</summary>
/// <remarks>
/// It is ready when the catalogs are loaded, every connection that the settings ask for is up, and it is not going down. A connection that was up may be gone for <see cref="Patience"/>: platforms close
/// connections as a matter of course, the bot takes them up again within seconds, and signed HTTP is answered meanwhile, so that taking the bot out would only lose answers. One that never was up, or has stopped
/// for good, counts at once.
/// </remarks>
internal sealed class Readiness(Catalog catalog, IEnumerable<IPlatformConnections> connections, IHostApplicationLifetime life, TimeProvider time)
{
    /// <summary>How long a connection may be gone: the longest wait between two tries to open one again, and the opening.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly IPlatformConnections[] wanted = [.. connections.Where(one => one.IsWanted)];

    /// <summary>Whether it is ready, and a page that says so of each part.</summary>
    public (bool IsReady, string Page) Ask()
    {
        var parts = wanted.Select(Of).Prepend((Why: null, Says: $"catalogs: {catalog.Models.All.Length} models")).ToList();
        if (life.ApplicationStopping.IsCancellationRequested)
            parts.Insert(0, ("going down", "going down"));
        var missing = parts.Where(part => part.Why is not null).Select(part => part.Why).ToList();
        var head = missing.Count == 0 ? $"ready: {catalog.Models.All.Length} models" : $"not ready: {string.Join("; ", missing)}";
        return (missing.Count == 0, $"{head}\n{string.Concat(parts.Skip(missing is ["going down", ..] ? 1 : 0).Select(part => $"{part.Says}\n"))}");
    }

    private (string? Why, string Says) Of(IPlatformConnections one)
    {
        var says = $"{one.Name}: {one.Up} of {(one.Wanted > 0 ? one.Wanted.ToString(System.Globalization.CultureInfo.InvariantCulture) : "?")} connections up";
        return one switch
        {
            { Fatal: { } fatal } => ($"{one.Name} stays closed", $"{one.Name}: {fatal}"),
            { IsUp: true } => (null, says),
            { WasUp: false } => ($"{one.Name} is not open yet", says),
            { DownSince: { } since } when time.GetUtcNow() - since > Patience => ($"{one.Name} is closed", $"{says}, since {since:u}"),
            _ => (null, $"{says}, opening it again"),
        };
    }
}
