namespace VramBot.Hub.Cache;

/// <summary>What was read from the hub: listings of repositories by revision as asked, files and headers by commit, refusals for a short while.</summary>
internal interface IHubCache
{
    /// <summary>What is kept under a key, or null.</summary>
    CachedItem? Find(string key);

    /// <summary>Keeps something, in place of what was there.</summary>
    void Keep(string key, CachedItem item);

    /// <summary>Forgets a key.</summary>
    void Forget(string key);
}
