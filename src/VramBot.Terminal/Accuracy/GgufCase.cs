using System.Globalization;
using System.Text.RegularExpressions;
using VramBot.Core.Models;

namespace VramBot.Terminal.Accuracy;

/// <summary>How the cases name GGUF files' formats.</summary>
internal static partial class GgufCase
{
    /// <summary>
    /// The weights' name, and the rate of a file that follows no plain mix: as stated, or the file's size by its weights. A name that is missing may stand
    /// in the file's name.
    /// </summary>
    public static IEnumerable<string> FormatsOf(MeasuredCase measured, Network? network)
    {
        var text = measured.Weights.Length > 0 ? measured.Weights : InFileName().Match(measured.Model).Value;
        var name = text.Replace(" - Medium", "_M", StringComparison.Ordinal).Replace(" - Small", "_S", StringComparison.Ordinal).Replace(" - Large", "_L", StringComparison.Ordinal)
            .Split([' ', '('], 2)[0];
        var mixed = text.Contains("mix", StringComparison.OrdinalIgnoreCase) || name.StartsWith("UD-", StringComparison.OrdinalIgnoreCase);
        var rate = RateOf(measured, text, network) is { } bits ? string.Create(CultureInfo.InvariantCulture, $"gguf:{bits:0.####}") : null;
        if (rate is not null && (mixed || name.Length == 0))
            yield return rate;
        if (text.Contains("mxfp4", StringComparison.OrdinalIgnoreCase))
            yield return "gguf-mxfp4_moe";
        yield return name;
        if (rate is not null)
            yield return rate;
    }

    private static double? RateOf(MeasuredCase measured, string text, Network? network)
    {
        if (measured.FlagFraction("bpw", "bits_per_weight") is { } stated)
            return stated;
        if (Rate().Match(text) is { Success: true } printed)
            return double.Parse(printed.Groups[1].Value, CultureInfo.InvariantCulture);
        const double BitsPerGibibyte = 8.0 * (1L << 30);
        return measured.FlagFraction("file_size_gib") is { } size && network is not null ? size * BitsPerGibibyte / TensorInventory.CountText(network).Count : null;
    }

    [GeneratedRegex(@"(\d+(\.\d+)?)\s?bpw", RegexOptions.IgnoreCase)]
    private static partial Regex Rate();

    [GeneratedRegex(@"(?<=[-.:_])(UD-)?(I?Q\d\w*|TQ\d\w*|BF16|F16|MXFP4)(?=(-\d{5}-of-\d{5})?(\.gguf)?$)", RegexOptions.IgnoreCase)]
    private static partial Regex InFileName();
}
