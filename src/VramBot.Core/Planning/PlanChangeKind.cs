namespace VramBot.Core.Planning;

/// <summary>What a suggestion changes of a plan.</summary>
public enum PlanChangeKind
{
    /// <summary>The format of cached keys and values.</summary>
    CacheFormat,

    /// <summary>The format of the weights.</summary>
    WeightFormat,
}
