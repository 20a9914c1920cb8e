namespace VramBot.Hub.Checkpoints;

/// <summary>Keeps the dimensions of many tensors in a few arrays, rather than an array each.</summary>
internal sealed class DimensionPool
{
    /// <summary>The most dimensions of a tensor: video patches have five.</summary>
    public const int MostDimensions = 8;

    private const int PageLength = 4096;

    private long[] page = [];
    private int used;

    /// <summary>Keeps a shape.</summary>
    public ReadOnlyMemory<long> Keep(ReadOnlySpan<long> shape)
    {
        if (page.Length - used < shape.Length)
            (page, used) = (new long[PageLength], 0);
        var kept = page.AsMemory(used, shape.Length);
        shape.CopyTo(kept.Span);
        used += shape.Length;
        return kept;
    }
}
