using VramBot.Storage;

namespace VramBot.Hub.Cache;

/// <summary>The cache that can be had: the database's, and the bot's own memory for what the database does not take and while it does not work.</summary>
internal sealed class FallbackHubCache(StoredHubCache stored) : IHubCache
{
    private readonly MemoryHubCache memory = new();

    /// <inheritdoc/>
    public async ValueTask<CachedItem?> FindAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            if (await stored.FindAsync(key, cancellationToken) is { } found)
                return found;
        }
        catch (StorageException)
        {
            // The memory has what was read since.
        }

        return await memory.FindAsync(key, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask KeepAsync(string key, CachedItem item, CancellationToken cancellationToken)
    {
        try
        {
            await stored.KeepAsync(key, item, cancellationToken);
        }
        catch (StorageException)
        {
            await memory.KeepAsync(key, item, cancellationToken);
        }
    }
}
