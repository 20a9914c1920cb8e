using VramBot.Core.Units;

namespace VramBot.Core.Estimation;

/// <summary>The cache that a serving engine makes of all memory left in its budget.</summary>
/// <param name="Size">Bytes on each GPU; negative when the budget is short of what comes before the cache.</param>
/// <param name="Tokens">Tokens that it holds, as the engine prints them.</param>
/// <param name="MaximumConcurrency">Requests of the whole context that it holds at once, as vLLM prints it; below 1 it refuses to start.</param>
public sealed record CachePool(Bytes Size, TokenCount Tokens, double MaximumConcurrency);
