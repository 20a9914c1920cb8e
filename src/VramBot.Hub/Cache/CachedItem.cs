namespace VramBot.Hub.Cache;

/// <summary>Something that was read from the hub and kept.</summary>
/// <param name="Body">The bytes; empty where the hub had nothing.</param>
/// <param name="ETag">The version that the hub gave it; null for none.</param>
/// <param name="FileLength">The length of the whole file, of which this is the beginning; null for a whole file.</param>
/// <param name="CheckedAt">When it was last held against the hub.</param>
internal sealed record CachedItem(byte[] Body, string? ETag, long? FileLength, DateTimeOffset CheckedAt)
{
    /// <summary>What an item takes beside its bytes, roughly: its key, its dates, its places in the indexes. Without it, refusals, which have no bytes, would have no end.</summary>
    public const int Surrounds = 512;
}
