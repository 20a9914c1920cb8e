using System.Collections.Frozen;
using VramBot.Core.Catalogs;
using VramBot.Core.Formats;

namespace VramBot.Terminal.Accuracy;

/// <summary>The formats of serving engines' cases, in the words of logs, switches and repositories.</summary>
internal static class ServingFormats
{
    /// <summary>Words of engines' own switches that no format of the catalog carries as a name.</summary>
    private static readonly FrozenDictionary<string, string> Words = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["awq-int4"] = "awq-int4-g128",
        ["awq-marlin"] = "awq-int4-g128",
        ["gptq-int4"] = "gptq-int4-g128",
        ["gptq-marlin"] = "gptq-int4-g128",
        ["gptq-int8"] = "gptq-int8-g128",
        ["moe-wna16"] = "gptq-int4-g128",
        ["w8a16"] = "gptq-int8-g128",
        ["int8-w8a16"] = "gptq-int8-g128",
        ["bnb-int4"] = "nf4-dq",
        ["bnb-nf4"] = "nf4-dq",
        ["bnb-4bit"] = "nf4-dq",
        ["bitsandbytes"] = "nf4-dq",
        ["bnb"] = "nf4-dq",
        ["nf4"] = "nf4-dq",
        ["bnb-8bit"] = "bnb-int8",
        ["fp8-block"] = "fp8-block128",
        ["fp8-static"] = "fp8",
        ["fp8-e5m2"] = "fp8",
        ["fp8-w8a8"] = "fp8",
        ["w8a8-int8"] = "int8-w8a8",
        ["fp4"] = "nvfp4",
        ["nvfp4a16"] = "nvfp4",
        ["modelopt-fp4"] = "nvfp4",
        ["modelopt"] = "fp8",
        ["compressed-tensors"] = "w4a16-g128",
        ["float"] = "fp32",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The weights' format; a case that leaves it to the engine has the one that the repository's name tells, else the model's own.</summary>
    public static WeightFormat? Weights(MeasuredCase measured, ModelMatch match, NameIndex<WeightFormat> formats)
    {
        var label = Plain(measured.Weights);
        var hint = match.FormatHint;
        var id = label switch
        {
            "" or "auto" or "native" or "none" or "quantized" => Quantization(measured) ?? hint ?? Plain(measured.FlagText("dtype") ?? "auto") switch
            {
                "auto" => match.Entry.NativeFormat,
                var type => type,
            },
            "fp8" when match.Entry.NativeFormat is "fp8-block128" or "mxfp4" => match.Entry.NativeFormat,
            "int8" or "8bit" => hint is "gptq-int8-g128" or "bnb-int8" ? hint : Quantization(measured) is "bnb-int8" or "nf4-dq" ? "bnb-int8" : "int8-w8a8",
            "int4" or "4bit" or "4-bit" => hint is { } named && formats.Find(named) is ScaledFormat { WeightBits: 4 } ? named : Quantization(measured) ?? "w4a16-g128",
            "gptq-int4" or "awq-int4" when match.Entry.NativeFormat == "int4-g32-qat" => match.Entry.NativeFormat,
            _ => Words.GetValueOrDefault(label) ?? label,
        };
        return WeightFormats.Find(formats, id);
    }

    /// <summary>The cache's format; the model's own type when the engine chose.</summary>
    public static CacheFormat? Cache(string? stated, WeightFormat weights, NameIndex<CacheFormat> formats)
    {
        var label = Plain(stated ?? string.Empty);
        var id = label switch
        {
            "" or "auto" or "none" or "native" => weights is FloatFormat { BytesPerWeight: 4 } ? "fp32" : "fp16",
            "fp8-ds-mla" or "fp8-inc" or "fp8-per-tensor" or "float8" => "fp8",
            "float" => "fp32",
            "int4" => "q4_0",
            _ => label,
        };
        return formats.Find(id);
    }

    /// <summary>What the engine's own switch says, where it tells a format.</summary>
    private static string? Quantization(MeasuredCase measured) => measured.FlagText("quantization") is { } named ? Words.GetValueOrDefault(Plain(named)) : null;

    /// <summary>Lower case, hyphens for underlines, without remarks and second parts: <c>fp8 (block)</c>, <c>mxfp4+bf16</c>, <c>torch.bfloat16</c>.</summary>
    private static string Plain(string label)
    {
        var plain = label.ToLowerInvariant().Replace('_', '-');
        var end = plain.IndexOfAny(['(', '+', ',', ';']);
        plain = (end < 0 ? plain : plain[..end]).Trim();
        return plain.StartsWith("torch.", StringComparison.Ordinal) ? plain["torch.".Length..] : plain.Split(' ')[0];
    }
}
