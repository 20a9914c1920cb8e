using System.Globalization;

namespace VramBot.Core.Units;

/// <summary>A number of weights. The default value is zero.</summary>
public readonly record struct ParameterCount(long Count) : IFormattable
{
    /// <summary>The count in billions (10^9), with its fraction.</summary>
    public double TotalBillions => Count / 1e9;

    /// <summary>Adds two counts.</summary>
    public static ParameterCount operator +(ParameterCount left, ParameterCount right) => new(left.Count + right.Count);

    /// <summary>The difference of two counts.</summary>
    public static ParameterCount operator -(ParameterCount left, ParameterCount right) => new(left.Count - right.Count);

    /// <summary>The count as people write it: <c>46.7B</c>, <c>494M</c>; invariant culture.</summary>
    public override string ToString() => ToString(CultureInfo.InvariantCulture);

    /// <summary>The count as people write it, with the separators of <paramref name="provider"/>: <c>46,7B</c>.</summary>
    public string ToString(IFormatProvider provider) => Count switch
    {
        >= 1_000_000_000_000 => string.Create(provider, $"{Count / 1e12:0.##}T"),
        >= 1_000_000_000 => string.Create(provider, $"{Count / 1e9:0.#}B"),
        >= 1_000_000 => string.Create(provider, $"{Count / 1e6:0}M"),
        _ => Count.ToString("N0", provider),
    };

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => ToString(formatProvider ?? CultureInfo.InvariantCulture);
}
