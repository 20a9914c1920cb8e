using System.Globalization;
using VramBot.Core.Formats;

namespace VramBot.Core.Catalogs;

/// <summary>Finds a weight format by name; EXL2 and EXL3 come in any rate: <c>exl2:4.3</c>.</summary>
public static class WeightFormats
{
    private const double LowestRate = 1.5;
    private const double HighestRate = 8;

    /// <summary>The format of this name, or null.</summary>
    public static WeightFormat? Find(NameIndex<WeightFormat> formats, string name)
    {
        ArgumentNullException.ThrowIfNull(formats);
        ArgumentNullException.ThrowIfNull(name);
        return formats.Find(name) ?? OfRate(formats, name.Trim().ToLowerInvariant());
    }

    private static ScaledFormat? OfRate(NameIndex<WeightFormat> formats, string name)
    {
        if (name.Length < 6 || !(name.StartsWith("exl2", StringComparison.Ordinal) || name.StartsWith("exl3", StringComparison.Ordinal)))
            return null;
        var rate = name[4..].TrimStart(':', '-', ' ', '@').Replace("bpw", string.Empty, StringComparison.Ordinal).Trim();
        if (!double.TryParse(rate, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var bits) || bits is < LowestRate or > HighestRate)
            return null;
        var id = string.Create(CultureInfo.InvariantCulture, $"{name[..4]}-{bits:0.0##}");
        return formats.Find(id) as ScaledFormat ?? (formats.Find($"{name[..4]}-4.0") is ScaledFormat sibling
            ? sibling with { Id = id, Label = string.Create(CultureInfo.InvariantCulture, $"{name[..4].ToUpperInvariant()} {bits:0.0##} bpw"), Aliases = [], WeightBits = bits }
            : null);
    }
}
