namespace VramBot.Observability.Metrics;

/// <summary>Tells sets of labels apart by names and values in their order, so that one which is known is found without making anything.</summary>
internal sealed class TagComparer
    : IEqualityComparer<KeyValuePair<string, object?>[]>, IAlternateEqualityComparer<ReadOnlySpan<KeyValuePair<string, object?>>, KeyValuePair<string, object?>[]>
{
    /// <summary>The one that there is.</summary>
    public static TagComparer Only { get; } = new();

    public bool Equals(KeyValuePair<string, object?>[]? x, KeyValuePair<string, object?>[]? y) => x is null ? y is null : y is not null && Equals(x.AsSpan(), y);

    public bool Equals(ReadOnlySpan<KeyValuePair<string, object?>> alternate, KeyValuePair<string, object?>[] other)
    {
        if (alternate.Length != other.Length)
            return false;
        for (var index = 0; index < alternate.Length; index++)
            if (!AreSame(alternate[index].Value, other[index].Value) || !AreSame(alternate[index].Key, other[index].Key))
                return false;
        return true;
    }

    public int GetHashCode(KeyValuePair<string, object?>[] obj) => GetHashCode(obj.AsSpan());

    // The values alone: one instrument is measured with the same names over and over.
    public int GetHashCode(ReadOnlySpan<KeyValuePair<string, object?>> alternate)
    {
        var hash = 17;
        foreach (var tag in alternate)
            hash = (hash * 31) + (tag.Value?.GetHashCode() ?? 0);
        return hash;
    }

    public KeyValuePair<string, object?>[] Create(ReadOnlySpan<KeyValuePair<string, object?>> alternate) => alternate.ToArray();

    private static bool AreSame(object? left, object? right) => ReferenceEquals(left, right) || (left is not null && left.Equals(right));
}
