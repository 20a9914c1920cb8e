using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace VramBot.Chat;

/// <summary>
/// Keeps what was worked out lately, for whoever asks the same again: an estimate is a pure function of its line. What was used since the last sweep stays, what was not goes, so that between
/// <paramref name="most"/> and twice as many are kept.
/// </summary>
/// <param name="most">How many new ones between two sweeps.</param>
public sealed class RecentValues<TValue>(int most)
    where TValue : class
{
    private volatile ConcurrentDictionary<string, TValue> young = new(StringComparer.Ordinal);
    private volatile ConcurrentDictionary<string, TValue> old = new(StringComparer.Ordinal);

    /// <summary>How many are kept.</summary>
    public int Count => young.Count + old.Count;

    /// <summary>The value of a key, if it is kept.</summary>
    public bool TryGet(string key, [NotNullWhen(true)] out TValue? value)
    {
        if (young.TryGetValue(key, out value))
            return true;
        if (!old.TryGetValue(key, out value))
            return false;
        Keep(key, value);
        return true;
    }

    /// <summary>Keeps a value.</summary>
    public void Keep(string key, TValue value)
    {
        var present = young;
        present[key] = value;
        if (present.Count <= most)
            return;
        old = present;
        young = new(StringComparer.Ordinal);
    }
}
