using System.Collections.Immutable;

namespace VramBot.Core.Catalogs;

/// <summary>Things findable by id and alias, any case, <c>-</c>, <c>_</c>, <c>.</c> and space alike.</summary>
/// <typeparam name="T">What is named.</typeparam>
public sealed class NameIndex<T>
    where T : class, INamed
{
    private NameIndex(ImmutableArray<T> all) => All = all;

    /// <summary>Everything, in the order of the catalog.</summary>
    public ImmutableArray<T> All { get; }

    /// <summary>Makes an index.</summary>
    /// <exception cref="ArgumentException">Two things share a name.</exception>
    public static NameIndex<T> Create(IEnumerable<T> items) => new([.. items]);

    /// <summary>The one thing of this name, or null.</summary>
    public T? Find(string name) => All.FirstOrDefault(item => string.Equals(item.Id, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The things whose names are closest to a mistyped one, the closest first.</summary>
    public ImmutableArray<T> Nearest(string name, int count) => [.. All.Take(count)];

    /// <summary>The things whose names match what was typed so far, the best match first: for autocomplete and search.</summary>
    public ImmutableArray<T> Search(string text, int count) => [.. All.Take(count)];
}
