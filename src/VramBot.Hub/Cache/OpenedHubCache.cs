using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VramBot.Storage;

namespace VramBot.Hub.Cache;

/// <summary>The cache that can be had: the database's, opened when it is first needed; the bot's memory where it cannot be opened, or stops working.</summary>
internal sealed partial class OpenedHubCache(IOptions<StorageOptions> options, TimeProvider time, ILogger<OpenedHubCache> logger) : IHubCache
{
    private readonly MemoryHubCache memory = new();
    private readonly Lock gate = new();
    private IHubCache? opened;

    /// <inheritdoc/>
    public CachedItem? Find(string key) => Try(cache => cache.Find(key));

    /// <inheritdoc/>
    public void Keep(string key, CachedItem item) => Try(cache =>
    {
        cache.Keep(key, item);
        return item;
    });

    /// <inheritdoc/>
    public void Forget(string key) => Try<CachedItem?>(cache =>
    {
        cache.Forget(key);
        return null;
    });

    private T Try<T>(Func<IHubCache, T> use)
    {
        try
        {
            return use(Opened());
        }
        catch (SqliteException exception)
        {
            Fall(exception);
            return use(memory);
        }
    }

    private IHubCache Opened()
    {
        lock (gate)
        {
            if (opened is not null)
                return opened;
            try
            {
                return opened = StoredHubCache.Open(options.Value.Path, time);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or StorageException or SqliteException)
            {
                Fall(exception);
                return memory;
            }
        }
    }

    private void Fall(Exception exception)
    {
        lock (gate)
            opened = memory;
        Log.InMemory(logger, exception.Message);
    }

    private static partial class Log
    {
        [LoggerMessage(401, LogLevel.Warning, "What the hub says is kept in memory only, until the bot ends: {Reason}")]
        public static partial void InMemory(ILogger logger, string reason);
    }
}
