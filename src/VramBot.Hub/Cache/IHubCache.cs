namespace VramBot.Hub.Cache;

/// <summary>What was read from the hub: listings of repositories by revision as asked, files and headers by commit, refusals for a short while.</summary>
internal interface IHubCache
{
    /// <summary>What is kept under a key, or null.</summary>
    ValueTask<CachedItem?> FindAsync(string key, CancellationToken cancellationToken);

    /// <summary>Keeps something, in place of what was there.</summary>
    ValueTask KeepAsync(string key, CachedItem item, CancellationToken cancellationToken);
}
