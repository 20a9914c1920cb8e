using System.Globalization;
using VramBot.Core.Formats;

namespace VramBot.Core.Catalogs;

/// <summary>Finds a weight format by name; EXL2, EXL3 and mixed GGUF files come in any rate: <c>exl2:4.3</c>, <c>gguf:4.83</c>.</summary>
public static class WeightFormats
{
    private const double HighestRate = 8;

    /// <summary>The fewest bits a weight that a rate can be.</summary>
    public const double LowestRate = 1.5;

    /// <summary>The most bits a weight of a GGUF file.</summary>
    public const double HighestGgufRate = 32;

    /// <summary>The format of this name, or null.</summary>
    public static WeightFormat? Find(NameIndex<WeightFormat> formats, string name)
    {
        ArgumentNullException.ThrowIfNull(formats);
        ArgumentNullException.ThrowIfNull(name);
        var plain = name.Trim().ToLowerInvariant();
        return formats.Find(name) ?? WithMatrix(formats, plain) ?? OfRate(formats, plain) ?? (WeightFormat?)OfFile(plain);
    }

    /// <summary>Files named <c>i1-Q4_K_M</c> are the plain mix, made with an importance matrix.</summary>
    private static GgufMix? WithMatrix(NameIndex<WeightFormat> formats, string name) => name.StartsWith("i1-", StringComparison.Ordinal) ? formats.Find(name[3..]) as GgufMix : null;

    /// <summary>A GGUF file by its average rate.</summary>
    private static GgufRate? OfFile(string name)
    {
        if (!name.StartsWith("gguf", StringComparison.Ordinal) || !TryRate(name[4..], HighestGgufRate, out var bits))
            return null;
        return new(bits)
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"gguf:{bits:0.0##}"),
            Label = string.Create(CultureInfo.InvariantCulture, $"GGUF {bits:0.0##} bpw"),
            Source = "the file's own size",
        };
    }

    private static bool TryRate(string text, double highest, out double bits)
    {
        var digits = text.TrimStart(':', '-', ' ', '@').Replace("bpw", string.Empty, StringComparison.Ordinal).Trim();
        return double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out bits) && bits >= LowestRate && bits <= highest;
    }

    private static ScaledFormat? OfRate(NameIndex<WeightFormat> formats, string name)
    {
        if (name.Length < 6 || !(name.StartsWith("exl2", StringComparison.Ordinal) || name.StartsWith("exl3", StringComparison.Ordinal)))
            return null;
        if (!TryRate(name[4..], HighestRate, out var bits))
            return null;
        var id = string.Create(CultureInfo.InvariantCulture, $"{name[..4]}-{bits:0.0##}");
        return formats.Find(id) as ScaledFormat ?? (formats.Find($"{name[..4]}-4.0") is ScaledFormat sibling
            ? sibling with { Id = id, Label = string.Create(CultureInfo.InvariantCulture, $"{name[..4].ToUpperInvariant()} {bits:0.0##} bpw"), Aliases = [], WeightBits = bits }
            : null);
    }
}
