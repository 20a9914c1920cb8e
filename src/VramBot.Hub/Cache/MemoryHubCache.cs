namespace VramBot.Hub.Cache;

/// <summary>A cache that lasts as long as the bot runs: for where there is no SQLite, or no folder to write to.</summary>
internal sealed class MemoryHubCache : IHubCache
{
    private const long MostBytes = 64L << 20;

    private readonly Lock gate = new();
    private readonly Dictionary<string, LinkedListNode<(string Key, CachedItem Item)>> byKey = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Key, CachedItem Item)> byUse = new();
    private long bytes;

    /// <inheritdoc/>
    public CachedItem? Find(string key)
    {
        lock (gate)
        {
            if (!byKey.TryGetValue(key, out var node))
                return null;
            byUse.Remove(node);
            byUse.AddFirst(node);
            return node.Value.Item;
        }
    }

    /// <inheritdoc/>
    public void Keep(string key, CachedItem item)
    {
        lock (gate)
        {
            Remove(key);
            byKey[key] = byUse.AddFirst((key, item));
            bytes += item.Body.Length;
            while (bytes > MostBytes && byUse.Last is { } oldest)
                Remove(oldest.Value.Key);
        }
    }

    /// <inheritdoc/>
    public void Forget(string key)
    {
        lock (gate)
            Remove(key);
    }

    private void Remove(string key)
    {
        if (!byKey.Remove(key, out var node))
            return;
        byUse.Remove(node);
        bytes -= node.Value.Item.Body.Length;
    }
}
