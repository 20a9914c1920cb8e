using System.Collections.Immutable;
using VramBot.Core.Catalogs;
using VramBot.Core.Units;

namespace VramBot.Core.Formats;

/// <summary>The element type of cached keys and values.</summary>
/// <param name="Layout">How elements are packed, scales included.</param>
public sealed record CacheFormat(BlockLayout Layout) : INamed
{
    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>Whether elements are packed in blocks of fewer bits than a float, as ggml's q8_0.</summary>
    public bool IsQuantized => Layout.ElementsPerBlock > 1;

    /// <summary>Where the layout comes from.</summary>
    public required string Source { get; init; }
}
