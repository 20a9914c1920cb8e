using System.Text.RegularExpressions;
using VramBot.Core.Formats;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Core.Catalogs;

/// <summary>Well-known names of GGUF files whose bits a weight differ from model to model, and the plain mix that each is nearest to.</summary>
public static partial class UnratedMixes
{
    private static readonly string Unsloth = Later("Unsloth chooses the type of each layer model by model");
    private static readonly string LargeEnds = Later("its embedding and head are in Q8_0, whose share differs from model to model");
    private static readonly string Repacked = Later("it is one of ik_llama.cpp's own types, which are not sized tensor by tensor here");

    /// <summary>The nearest plain mix and why the name has no rate of its own; null when the name is not of that kind.</summary>
    public static (GgufMix Near, string Why)? Find(NameIndex<WeightFormat> formats, string name)
    {
        ArgumentNullException.ThrowIfNull(formats);
        ArgumentNullException.ThrowIfNull(name);
        var plain = name.Trim().ToUpperInvariant().Replace('-', '_').Replace(' ', '_');
        if (formats.Find(name) is UnsizedFormat && !plain.Contains('Q', StringComparison.Ordinal))
            plain = "UD_Q4_K_XL";
        var (rest, why) = plain.StartsWith("UD_", StringComparison.Ordinal) ? (plain[3..], Unsloth)
            : LargeEnded().IsMatch(plain) ? (plain, LargeEnds)
            : OfIk().IsMatch(plain) ? (plain, Repacked)
            : (string.Empty, string.Empty);
        return Family().Match(rest) is { Success: true } family && Near(formats, rest, family.Groups[1].Value, family.Groups[2].Value) is { } near ? (near, Tr(why)) : null;
    }

    private static GgufMix? Near(NameIndex<WeightFormat> formats, string name, string family, string bits)
    {
        string[] names = family == "IQ"
            ? [name, $"IQ{bits}_XS", $"IQ{bits}_M", $"Q{bits}_K_S", $"Q{bits}_K"]
            : [name, $"{family}{bits}_K_M", $"{family}{bits}_K", $"{family}{bits}_0"];
        return names.Select(formats.Find).OfType<GgufMix>().FirstOrDefault();
    }

    [GeneratedRegex("^(I?Q|TQ)([1-8])_")]
    private static partial Regex Family();

    [GeneratedRegex("^Q[2-8]_K_X*L$")]
    private static partial Regex LargeEnded();

    [GeneratedRegex("^(IQ[1-6]_(K|KS|KSS|KL|KT|BN)(_R4|_R8)?|I?Q[1-8]_[A-Z0-9_]+_R[48])$")]
    private static partial Regex OfIk();
}
