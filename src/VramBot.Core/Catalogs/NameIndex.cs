using System.Collections.Frozen;
using System.Collections.Immutable;

namespace VramBot.Core.Catalogs;

/// <summary>Things findable by id and alias, any case, <c>-</c>, <c>_</c>, <c>.</c>, <c>:</c> and space alike.</summary>
/// <typeparam name="T">What is named.</typeparam>
/// <remarks>
/// An id with a slash is also known by its last part. When no name matches, the same letters without separators do, if only one thing has them and no number is divided.
/// </remarks>
public sealed class NameIndex<T>
    where T : class, INamed
{
    private readonly FrozenDictionary<string, T> byName;
    private readonly FrozenDictionary<string, (T Item, string Name)> byLetters;
    private readonly ImmutableArray<Entry> entries;
    private readonly ImmutableArray<Entry> added;

    private NameIndex(ImmutableArray<T> all, FrozenDictionary<string, T> byName, FrozenDictionary<string, (T Item, string Name)> byLetters, ImmutableArray<Entry> entries, ImmutableArray<Entry> added) =>
        (All, this.byName, this.byLetters, this.entries, this.added) = (all, byName, byLetters, entries, added);

    /// <summary>Everything, in the order of the catalog.</summary>
    public ImmutableArray<T> All { get; }

    /// <summary>Makes an index.</summary>
    /// <exception cref="ArgumentException">Two things share a name.</exception>
    public static NameIndex<T> Create(IEnumerable<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        ImmutableArray<T> all = [.. items];
        var byName = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var item in all)
            foreach (var name in item.Aliases.Prepend(item.Id).Select(Names.Normalize))
                if (!byName.TryAdd(name, item) && !ReferenceEquals(byName[name], item))
                    throw new ArgumentException($"'{name}' is a name of {byName[name].Id} and of {item.Id}.", nameof(items));
        foreach (var group in all.GroupBy(item => Names.Normalize(LastPart(item.Id)), StringComparer.Ordinal).Where(group => group.Count() == 1))
            byName.TryAdd(group.Key, group.Single());
        return new(all, byName.ToFrozenDictionary(StringComparer.Ordinal), Unambiguous(byName), Entries(all), []);
    }

    /// <summary>The index with one thing more, whose whole names go before all others; the rest is shared. For one question: it is found by going through what was added.</summary>
    public NameIndex<T> With(T item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var names = item.Aliases.Prepend(item.Id).Select(Names.Normalize).Distinct(StringComparer.Ordinal).Select(name => new Entry(name, item));
        return new(All.Add(item), byName, byLetters, entries, [.. names, .. added]);
    }

    /// <summary>The one thing of this name, or null.</summary>
    public T? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var normal = Names.Normalize(name);
        foreach (var entry in added)
            if (entry.Name == normal)
                return entry.Item;
        if (byName.TryGetValue(normal, out var named))
            return named;
        return byLetters.TryGetValue(Letters(normal), out var alike) && KeepsNumbers(normal, alike.Name) ? alike.Item : null;
    }

    /// <summary>The things whose names are closest to a mistyped one, the closest first; none when nothing is near.</summary>
    public ImmutableArray<T> Nearest(string name, int count)
    {
        ArgumentNullException.ThrowIfNull(name);
        var typed = Names.Normalize(name);
        if (typed.Length == 0)
            return [];
        var farthest = Math.Max(1, typed.Length / 3);
        return
        [
            .. entries
                .Select(entry => (entry.Item, Distance: EditDistance.Between(typed, entry.Name, farthest), entry.Name.Length))
                .Where(match => match.Distance <= farthest)
                .OrderBy(match => match.Distance).ThenBy(match => match.Length)
                .Select(match => match.Item).Distinct(ReferenceEqualityComparer.Instance).Cast<T>().Take(count),
        ];
    }

    /// <summary>The things whose names match what was typed so far, the best match first: for autocomplete and search.</summary>
    /// <remarks>Exact names first, then names that begin so, names with a word that begins so, names that hold all the words, mistyped names.</remarks>
    public ImmutableArray<T> Search(string text, int count)
    {
        ArgumentNullException.ThrowIfNull(text);
        var typed = Names.Normalize(text);
        if (typed.Length == 0)
            return [.. All.Take(count)];
        var words = typed.Split('-');
        var best = new Dictionary<T, (int Rank, int Length, int Place)>(ReferenceEqualityComparer.Instance);
        for (var place = 0; place < entries.Length; place++)
        {
            var entry = entries[place];
            var rank = Rank(entry.Name, typed, words);
            if (rank < 0)
                continue;
            var score = (rank, entry.Name.Length, place);
            if (!best.TryGetValue(entry.Item, out var known) || score.CompareTo(known) < 0)
                best[entry.Item] = score;
        }

        return best.Count == 0 ? Nearest(text, count) : [.. best.OrderBy(pair => pair.Value).Take(count).Select(pair => pair.Key)];
    }

    private static int Rank(string name, string typed, string[] words)
    {
        if (name.StartsWith(typed, StringComparison.Ordinal))
            return name.Length == typed.Length ? 0 : 1;
        if (name.Contains(typed, StringComparison.Ordinal))
            return name[name.IndexOf(typed, StringComparison.Ordinal) - 1] == '-' ? 2 : 4;
        return words.Length > 1 && Array.TrueForAll(words, word => name.Contains(word, StringComparison.Ordinal)) ? 3 : -1;
    }

    private static FrozenDictionary<string, (T Item, string Name)> Unambiguous(Dictionary<string, T> byName) => byName
        .GroupBy(pair => Letters(pair.Key), StringComparer.Ordinal)
        .Where(group => group.Select(pair => pair.Value).Distinct(ReferenceEqualityComparer.Instance).Count() == 1)
        .ToFrozenDictionary(group => group.Key, group => (group.First().Value, group.MaxBy(pair => pair.Key.Length).Key), StringComparer.Ordinal);

    /// <summary>Whether what was typed divides no number of the name: <c>llama31</c> may mean llama-3-1, but <c>qwen3-2b</c> is not qwen-32b.</summary>
    private static bool KeepsNumbers(string typed, string name)
    {
        var at = 0;
        for (var index = 0; index < typed.Length; index++)
        {
            if (typed[index] == '-')
                continue;
            if (at < name.Length && name[at] == '-')
                at++;
            else if (index > 1 && typed[index - 1] == '-' && char.IsAsciiDigit(typed[index]) && char.IsAsciiDigit(typed[index - 2]))
                return false;
            at++;
        }

        return true;
    }

    private static ImmutableArray<Entry> Entries(ImmutableArray<T> all) =>
    [
        .. all.SelectMany(item => item.Aliases.Append(LastPart(item.Id)).Append(item.Id).Select(Names.Normalize).Distinct(StringComparer.Ordinal)
            .Select(name => new Entry(name, item))),
    ];

    private static string Letters(string normal) => normal.Replace("-", string.Empty, StringComparison.Ordinal);

    private static string LastPart(string id) => id[(id.IndexOf('/', StringComparison.Ordinal) + 1)..];

    private readonly record struct Entry(string Name, T Item);
}
