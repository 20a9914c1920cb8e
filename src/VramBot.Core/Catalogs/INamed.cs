using System.Collections.Immutable;

namespace VramBot.Core.Catalogs;

/// <summary>Something that people call by a name.</summary>
public interface INamed
{
    /// <summary>The one name that never changes.</summary>
    string Id { get; }

    /// <summary>Other names that people type.</summary>
    ImmutableArray<string> Aliases { get; }
}
