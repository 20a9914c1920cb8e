using System.Globalization;

namespace VramBot.Core.Units;

/// <summary>An amount of memory in whole bytes. The default value is zero; negative amounts are differences.</summary>
/// <remarks>Gibibytes are 2^30 bytes, gigabytes 10^9; the two words are never mixed. Arithmetic is checked.</remarks>
public readonly record struct Bytes : IComparable<Bytes>, IFormattable
{
    private const long BytesPerKibibyte = 1L << 10;
    private const long BytesPerMebibyte = 1L << 20;
    private const long BytesPerGibibyte = 1L << 30;
    private const long BytesPerGigabyte = 1_000_000_000L;

    private Bytes(long count) => Count = count;

    /// <summary>No memory at all.</summary>
    public static Bytes Zero => default;

    /// <summary>The amount in bytes.</summary>
    public long Count { get; }

    /// <summary>The amount in mebibytes (2^20 bytes), with its fraction.</summary>
    public double TotalMebibytes => (double)Count / BytesPerMebibyte;

    /// <summary>The amount in gibibytes (2^30 bytes), with its fraction.</summary>
    public double TotalGibibytes => (double)Count / BytesPerGibibyte;

    /// <summary>The amount in gigabytes (10^9 bytes), with its fraction.</summary>
    public double TotalGigabytes => (double)Count / BytesPerGigabyte;

    /// <summary>Makes an amount from a count of bytes.</summary>
    public static Bytes FromBytes(long bytes) => new(bytes);

    /// <summary>Makes an amount from bits, rounded up to whole bytes.</summary>
    public static Bytes FromBits(long bits) => new((bits + 7) / 8);

    /// <summary>Makes an amount from kibibytes (2^10 bytes).</summary>
    public static Bytes FromKibibytes(long kibibytes) => new(kibibytes * BytesPerKibibyte);

    /// <summary>Makes an amount from mebibytes (2^20 bytes).</summary>
    public static Bytes FromMebibytes(long mebibytes) => new(mebibytes * BytesPerMebibyte);

    /// <summary>Makes an amount from gibibytes (2^30 bytes), rounded to the nearest byte.</summary>
    public static Bytes FromGibibytes(double gibibytes) => new(checked((long)Math.Round(gibibytes * BytesPerGibibyte)));

    /// <summary>The larger of two amounts.</summary>
    public static Bytes Max(Bytes left, Bytes right) => left.Count >= right.Count ? left : right;

    /// <summary>The smaller of two amounts.</summary>
    public static Bytes Min(Bytes left, Bytes right) => left.Count <= right.Count ? left : right;

    /// <summary>Adds two amounts.</summary>
    public static Bytes operator +(Bytes left, Bytes right) => new(left.Count + right.Count);

    /// <summary>The difference of two amounts.</summary>
    public static Bytes operator -(Bytes left, Bytes right) => new(left.Count - right.Count);

    /// <summary>An amount taken a whole number of times.</summary>
    public static Bytes operator *(long times, Bytes size) => new(times * size.Count);

    /// <summary>A share of an amount, rounded up: what one of several equal owners holds.</summary>
    public static Bytes operator /(Bytes size, long owners) => new((size.Count + owners - 1) / owners);

    /// <summary>Whether the left amount is smaller.</summary>
    public static bool operator <(Bytes left, Bytes right) => left.Count < right.Count;

    /// <summary>Whether the left amount is larger.</summary>
    public static bool operator >(Bytes left, Bytes right) => left.Count > right.Count;

    /// <summary>Whether the left amount is smaller or equal.</summary>
    public static bool operator <=(Bytes left, Bytes right) => left.Count <= right.Count;

    /// <summary>Whether the left amount is larger or equal.</summary>
    public static bool operator >=(Bytes left, Bytes right) => left.Count >= right.Count;

    /// <summary>The amount scaled by a factor and rounded to the nearest byte.</summary>
    public Bytes Scale(double factor) => new(checked((long)Math.Round(Count * factor)));

    /// <summary>The amount rounded up to a whole multiple of <paramref name="unit"/>.</summary>
    public Bytes RoundUpTo(Bytes unit) => new((Count + unit.Count - 1) / unit.Count * unit.Count);

    /// <inheritdoc/>
    public int CompareTo(Bytes other) => Count.CompareTo(other.Count);

    /// <summary>The amount in GiB with two decimals, invariant culture.</summary>
    public override string ToString() => ToString(null, null);

    /// <summary>The amount in GiB with two decimals, written as <paramref name="formatProvider"/> writes numbers; invariant without one.</summary>
    public string ToString(string? format, IFormatProvider? formatProvider) => string.Create(formatProvider ?? CultureInfo.InvariantCulture, $"{TotalGibibytes:F2} GiB");
}
