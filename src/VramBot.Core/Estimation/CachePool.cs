using VramBot.Core.Units;

namespace VramBot.Core.Estimation;

/// <summary>The cache that a serving engine makes of all memory left in its budget.</summary>
/// <param name="Size">Bytes on each GPU.</param>
/// <param name="Tokens">Tokens that it holds, as the engine prints them.</param>
public sealed record CachePool(Bytes Size, TokenCount Tokens);
