namespace VramBot.Core.Fitting;

/// <summary>What a suggestion changes.</summary>
public enum SuggestionKind
{
    /// <summary>A smaller weight format.</summary>
    WeightFormat,

    /// <summary>A smaller cache format.</summary>
    CacheFormat,

    /// <summary>A shorter context.</summary>
    Context,

    /// <summary>More GPUs.</summary>
    MoreGpus,

    /// <summary>A better weight format, because there is room.</summary>
    BetterFormat,
}
