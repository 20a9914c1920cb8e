using VramBot.Core.Units;

namespace VramBot.Core.Estimation;

/// <summary>The cache that a serving engine makes of all memory left in its budget.</summary>
/// <param name="Size">Bytes on each GPU; negative when the budget is short of what comes before the cache.</param>
/// <param name="Tokens">Tokens that it holds, as the engine prints them.</param>
/// <param name="MaximumConcurrency">Requests of the whole context that it holds at once, as vLLM prints it; below 1 it refuses to start.</param>
public sealed record CachePool(Bytes Size, TokenCount Tokens, double MaximumConcurrency)
{
    /// <summary>The pool that is left when something else takes a part of the engine's budget.</summary>
    public CachePool Without(Bytes size) => Of(Bytes.Max(Bytes.Zero, Size - size), 1);

    /// <summary>A pool of another size, whose tokens are larger or smaller by a factor.</summary>
    public CachePool Of(Bytes size, double tokenSize)
    {
        var share = size.Count / (tokenSize * Math.Max(1, Size.Count));
        return new(size, new((long)(Tokens.Count * share)), MaximumConcurrency * share);
    }
}
