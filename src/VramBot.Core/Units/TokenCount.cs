using System.Globalization;

namespace VramBot.Core.Units;

/// <summary>A number of tokens: a context, a prompt, a cache's capacity. The default value is zero.</summary>
public readonly record struct TokenCount(long Count) : IComparable<TokenCount>
{
    /// <summary>Whether the left count is smaller.</summary>
    public static bool operator <(TokenCount left, TokenCount right) => left.Count < right.Count;

    /// <summary>Whether the left count is larger.</summary>
    public static bool operator >(TokenCount left, TokenCount right) => left.Count > right.Count;

    /// <summary>Whether the left count is smaller or equal.</summary>
    public static bool operator <=(TokenCount left, TokenCount right) => left.Count <= right.Count;

    /// <summary>Whether the left count is larger or equal.</summary>
    public static bool operator >=(TokenCount left, TokenCount right) => left.Count >= right.Count;

    /// <summary>The smaller of two counts.</summary>
    public static TokenCount Min(TokenCount left, TokenCount right) => left.Count <= right.Count ? left : right;

    /// <summary>The count rounded up to a whole multiple of <paramref name="unit"/>: a cache's cells or pages.</summary>
    public TokenCount RoundUpTo(long unit) => new((Count + unit - 1) / unit * unit);

    /// <inheritdoc/>
    public int CompareTo(TokenCount other) => Count.CompareTo(other.Count);

    /// <summary>The plain number, invariant culture.</summary>
    public override string ToString() => Count.ToString(CultureInfo.InvariantCulture);
}
