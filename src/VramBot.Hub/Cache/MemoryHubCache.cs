namespace VramBot.Hub.Cache;

/// <summary>A cache that lasts as long as the bot runs; the things used longest ago go first when it is full.</summary>
/// <param name="mostBytes">How much it holds.</param>
internal sealed class MemoryHubCache(long mostBytes = MemoryHubCache.MostBytes) : IHubCache
{
    private const long MostBytes = 64L << 20;

    private readonly Lock gate = new();
    private readonly Dictionary<string, LinkedListNode<(string Key, CachedItem Item)>> byKey = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Key, CachedItem Item)> byUse = new();
    private long bytes;

    /// <inheritdoc/>
    public ValueTask<CachedItem?> FindAsync(string key, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (!byKey.TryGetValue(key, out var node))
                return ValueTask.FromResult<CachedItem?>(null);
            byUse.Remove(node);
            byUse.AddFirst(node);
            return ValueTask.FromResult<CachedItem?>(node.Value.Item);
        }
    }

    /// <inheritdoc/>
    public ValueTask KeepAsync(string key, CachedItem item, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            Remove(key);
            byKey[key] = byUse.AddFirst((key, item));
            bytes += Room(item);
            while (bytes > mostBytes && byUse.Last is { } oldest)
                Remove(oldest.Value.Key);
        }

        return ValueTask.CompletedTask;
    }

    private static int Room(CachedItem item) => item.Body.Length + CachedItem.Surrounds;

    private void Remove(string key)
    {
        if (!byKey.Remove(key, out var node))
            return;
        byUse.Remove(node);
        bytes -= Room(node.Value.Item);
    }
}
