using System.Globalization;
using System.Text.RegularExpressions;
using VramBot.Core.Units;

namespace VramBot.Commands.Grammar;

/// <summary>Numbers as people write them: <c>4096 4k 128K 1M 4_096 4,096 4.096 1.5k 1,5k</c>.</summary>
/// <remarks>For tokens k is 1,024 and M 1,048,576, as context lengths are named: 32k is 32,768.</remarks>
public static partial class Numbers
{
    private const long ShortestGuess = 256;

    /// <summary>Reads a number of tokens, or null.</summary>
    public static long? Tokens(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plain = text.Trim();
        if (plain.EndsWith("tokens", StringComparison.OrdinalIgnoreCase))
            plain = plain[..^"tokens".Length].TrimEnd();
        var scale = plain.Length == 0 ? 1 : char.ToLowerInvariant(plain[^1]) switch { 'k' => 1024L, 'm' => 1024L * 1024, _ => 1 };
        return Whole(scale > 1 ? plain[..^1] : plain, scale);
    }

    /// <summary>What someone surely meant who wrote <c>4kk</c>, <c>4k!</c> or <c>4096tok</c>: as typed up to the first sign too many, if that is a usual context; else the default, 4096.</summary>
    public static string GuessTokens(string text, long most)
    {
        ArgumentNullException.ThrowIfNull(text);
        var beginning = BeginningOfTokens().Match(text.Trim()).Value;
        return Tokens(beginning) is { } tokens and >= ShortestGuess && tokens <= most ? beginning : "4096";
    }

    /// <summary>Reads a plain count, or null.</summary>
    public static long? Count(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Whole(text.Trim(), 1);
    }

    /// <summary>Reads a number with a decimal point, or null.</summary>
    public static double? Fraction(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>Reads a size of memory as drivers count it, <c>1.5GB 1.5 800MB</c>: a GB is 1,024 MiB, and so is a number alone; null for anything else.</summary>
    public static Bytes? Gibibytes(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var size = MemorySize().Match(text.Trim());
        if (!size.Success || Fraction(size.Groups[1].Value) is not { } number)
            return null;
        return size.Groups[2].Value.StartsWith("m", StringComparison.OrdinalIgnoreCase) ? Bytes.FromGibibytes(number / 1024) : Bytes.FromGibibytes(number);
    }

    [GeneratedRegex(@"^(\d{1,7}(?:\.\d{1,6})?)\s*(mi?b?|gi?b?|)$", RegexOptions.IgnoreCase)]
    private static partial Regex MemorySize();

    [GeneratedRegex(@"^\d[\d_,]*(\.\d+)?[kKmM]?")]
    private static partial Regex BeginningOfTokens();

    /// <summary>
    /// The digits of a number as a program reads them, whichever sign its writer puts between thousands: <c>4,096</c>, <c>4_096</c> and <c>4.096</c> are one number, where a number is whole; a comma before one
    /// or two last digits is a decimal one: <c>1,5k</c>.
    /// </summary>
    internal static string Plain(string text, bool isWhole)
    {
        if (DecimalComma().IsMatch(text))
            return text.Replace(',', '.');
        var digits = isWhole && DottedThousands().IsMatch(text) ? text.Replace(".", string.Empty, StringComparison.Ordinal) : text;
        return digits.Replace("_", string.Empty, StringComparison.Ordinal).Replace(",", string.Empty, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^\d+,\d{1,2}$")]
    private static partial Regex DecimalComma();

    [GeneratedRegex(@"^[1-9]\d{0,2}(?:\.\d{3})+$")]
    private static partial Regex DottedThousands();

    private static long? Whole(string text, long scale)
    {
        var digits = Plain(text, isWhole: scale == 1);
        const NumberStyles Style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        if (!decimal.TryParse(digits, Style, CultureInfo.InvariantCulture, out var number) || Math.Abs(number) > 1_000_000_000_000m)
            return null;
        var scaled = number * scale;
        return scaled == decimal.Truncate(scaled) || scale > 1 ? (long)decimal.Truncate(scaled) : null;
    }
}
