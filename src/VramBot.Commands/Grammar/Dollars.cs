using System.Globalization;
using System.Text.RegularExpressions;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Grammar;

/// <summary>Sums of US dollars as people write them: <c>3000 $3,000 3k 1.5k 2500usd</c>.</summary>
/// <remarks>For dollars k is 1,000 and m a million.</remarks>
public static partial class Dollars
{
    /// <summary>The largest sum that is answered: a thousand of the dearest cards.</summary>
    public const decimal Most = 100_000_000;

    private const string Usual = "2000";

    /// <summary>Reads a sum of at least a dollar, or null.</summary>
    public static decimal? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var sum = Sum().Match(text.Trim());
        if (!sum.Success || !decimal.TryParse(Numbers.Plain(sum.Groups[1].Value, isWhole: sum.Groups[2].Length == 0), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return null;
        var scale = sum.Groups[2].Value.ToLowerInvariant() switch { "k" => 1000m, "m" => 1_000_000m, _ => 1m };
        return number <= Most && number * scale is >= 1 and <= Most and var dollars ? dollars : null;
    }

    /// <summary>A sum as it is printed, <c>$3,000</c>, in the language that is spoken; cents where there are some.</summary>
    public static string Of(decimal dollars) => dollars == decimal.Truncate(dollars) ? Tr($"${dollars:#,0}") : Tr($"${dollars:#,0.00}");

    /// <summary>What someone surely meant who wrote a sum with something too much: as typed up to there, else a usual sum.</summary>
    public static string Guess(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var beginning = Beginning().Match(text.Trim()).Value;
        return Read(beginning) is not null ? beginning : Usual;
    }

    [GeneratedRegex(@"^(?:usd|us\$|\$)?\s*(\d[\d,._]{0,19})\s*(k|m)?\s*(?:usd|us\$|\$|dollars?)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Sum();

    [GeneratedRegex(@"^\$?\d[\d,_]*(\.\d+)?[kK]?")]
    private static partial Regex Beginning();
}
