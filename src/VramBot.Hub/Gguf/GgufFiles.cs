using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace VramBot.Hub.Gguf;

/// <summary>The GGUF files of a repository, by the quantization that their names say.</summary>
internal static partial class GgufFiles
{
    // What people take when they say nothing (and what llama.cpp's -hf takes).
    private static readonly string[] Usual = ["Q4_K_M", "Q4_0", "Q8_0"];

    /// <summary>The choices: one for each quantization, split files together, vision projectors and importance matrices left out.</summary>
    public static ImmutableArray<GgufChoice> ChoicesOf(IEnumerable<(string Path, long? Size)> files) =>
    [
        .. files.Where(file => file.Path.EndsWith(".gguf", StringComparison.OrdinalIgnoreCase) && !IsCompanion(file.Path))
            .Select(file => (file.Path, file.Size, Part: Part().Match(file.Path)))
            .GroupBy(file => file.Part.Success ? file.Path[..file.Part.Index] : file.Path, StringComparer.Ordinal)
            .Select(group => Choice(group.Key, [.. group.OrderBy(file => file.Path, StringComparer.Ordinal)]))
            .OfType<GgufChoice>()
            .OrderBy(choice => choice.Size ?? long.MaxValue).ThenBy(choice => choice.Quantization, StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>The choice for a quantization as typed, or the usual one; null when there is none of that name.</summary>
    public static GgufChoice? Choose(ImmutableArray<GgufChoice> choices, string? precision)
    {
        if (precision is null)
        {
            return Usual.Select(usual => choices.FirstOrDefault(choice => Same(choice.Quantization, usual))).FirstOrDefault(choice => choice is not null)
                ?? choices.OrderBy(choice => choice.Size ?? long.MaxValue).FirstOrDefault();
        }

        var wanted = Plain(precision);
        return choices.FirstOrDefault(choice => Same(choice.Quantization, wanted))
            ?? choices.FirstOrDefault(choice => Same(Plain(choice.Quantization), wanted));
    }

    /// <summary>The quantization that a file's name says: <c>Q4_K_M</c>, <c>UD-Q4_K_XL</c>, <c>BF16</c>; null when it says none.</summary>
    public static string? QuantizationOf(string path) =>
        Quantization().Matches(path[(path.LastIndexOf('/') + 1)..]) is { Count: > 0 } matches ? matches[^1].Groups[1].Value.ToUpperInvariant() : null;

    private static GgufChoice? Choice(string stem, ImmutableArray<(string Path, long? Size, Match Part)> files)
    {
        var size = files.All(file => file.Size is not null) ? files.Sum(file => file.Size) : null;
        var name = QuantizationOf(files[0].Path) ?? QuantizationOf(Folder(files[0].Path)) ?? stem[(stem.LastIndexOf('/') + 1)..];
        var parts = files[0].Part is { Success: true } part ? int.Parse(part.Groups["count"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 1;
        return parts == files.Length ? new(name, [.. files.Select(file => file.Path)], size) : null;
    }

    private static string Folder(string path) => path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : string.Empty;

    private static bool IsCompanion(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return name.Contains("mmproj", StringComparison.OrdinalIgnoreCase) || name.Contains("imatrix", StringComparison.OrdinalIgnoreCase);
    }

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static string Plain(string name)
    {
        var plain = name.Trim().ToUpperInvariant().Replace('-', '_').Replace(' ', '_');
        foreach (var prefix in new[] { "GGUF_", "GGUF:", "UD_", "I1_" })
            plain = plain.StartsWith(prefix, StringComparison.Ordinal) ? plain[prefix.Length..] : plain;
        return plain == "FP16" ? "F16" : plain == "FP32" ? "F32" : plain;
    }

    [GeneratedRegex(@"-(?<number>\d{5})-of-(?<count>\d{5})\.gguf$", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Part();

    [GeneratedRegex(@"(?:^|[-._])((?:UD-)?(?:I?Q\d(?:_\w+?)?|TQ\d_\d|MXFP4(?:_MOE)?|NVFP4|BF16|F16|F32|FP16|FP32))(?=$|[-.])", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Quantization();
}
