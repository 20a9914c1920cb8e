namespace VramBot.Core.Planning;

/// <summary>Whether the longest requests want replicas of their own.</summary>
/// <param name="Longest">The class with the longest sequences.</param>
/// <param name="Displaces">How many sequences of the other classes, on average, have room where one of these has.</param>
/// <param name="CacheShare">Share of the cache that they take of the mix.</param>
/// <remarks>
/// They are looked at apart when one displaces four others or all together take more than half of the cache: then whether such a request comes decides how many others are held. The figures of
/// four and half are this planner's own.
/// </remarks>
public sealed record PoolSplit(RequestClass Longest, double Displaces, double CacheShare)
{
    private const double ManyDisplaced = 4;
    private const double MostOfCache = 0.5;

    /// <summary>Whether two pools are worth a look.</summary>
    public bool IsConsidered => Displaces >= ManyDisplaced || CacheShare > MostOfCache;

    /// <summary>The replicas of all other classes; null when two pools were not considered, or one of them does not serve.</summary>
    public ServingPool? Others { get; init; }

    /// <summary>The replicas of the longest class.</summary>
    public ServingPool? Apart { get; init; }

    /// <summary>GPUs of both pools; null when there are none.</summary>
    public int? Gpus => Others?.Gpus + Apart?.Gpus;
}
