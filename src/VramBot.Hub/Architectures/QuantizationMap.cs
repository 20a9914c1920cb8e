using System.Globalization;
using VramBot.Core.Catalogs;
using VramBot.Core.Formats;

namespace VramBot.Hub.Architectures;

/// <summary>The catalog's weight format for what a config.json says of its quantization.</summary>
/// <remarks>Source: huggingface/transformers, utils/quantization_config.py; the compressed-tensors, GPTQModel, AutoAWQ, exllamav2, MLX and ModelOpt writers of config.json.</remarks>
internal static class QuantizationMap
{
    private const int LargestGroup = 1 << 16;

    /// <summary>What the config says its method is, in a few words; null when the model is not quantized.</summary>
    public static string? MethodOf(ConfigView config) => Of(config) is not { } quantization ? null
        : quantization.Text("quant_method", "quant_algo") ?? (IsMlx(config) ? "mlx" : "quantization without a name");

    /// <summary>The format, or null when the catalog has none like it.</summary>
    public static WeightFormat? Find(NameIndex<WeightFormat> formats, ConfigView config) => IdOf(config) is { } id ? WeightFormats.Find(formats, id) ?? Regrouped(formats, id) : null;

    /// <summary>A format of the catalog with another number of weights that share a scale: <c>w4a16-g64</c> is <c>w4a16-g128</c> with groups of 64.</summary>
    private static ScaledFormat? Regrouped(NameIndex<WeightFormat> formats, string id)
    {
        var at = id.LastIndexOf("-g", StringComparison.Ordinal);
        if (at < 0 || !int.TryParse(id.AsSpan(at + 2), NumberStyles.None, CultureInfo.InvariantCulture, out var group) || group is < 1 or > LargestGroup)
            return null;
        foreach (var usual in new[] { 128, 64 })
            if (formats.Find(Text($"{id[..at]}-g{usual}")) is ScaledFormat sibling)
                return sibling with { Id = id, Label = sibling.Label.Replace(Text($"{usual}"), Text($"{group}"), StringComparison.Ordinal), Aliases = [], GroupSize = group };
        return null;
    }

    /// <summary>The format's id or name.</summary>
    public static string? IdOf(ConfigView config)
    {
        if (Of(config) is not { } quantization)
            return FloatOf(config.Text("torch_dtype", "dtype"));
        var bits = quantization.Number("bits", "w_bit", "num_bits", "weight_bits");
        var group = quantization.Long("group_size", "q_group_size") ?? 0;
        return quantization.Text("quant_method")?.ToLowerInvariant() switch
        {
            null when IsMlx(config) => quantization.Text("mode") == "mxfp4" ? "mlx-mxfp4" : Text($"mlx-{bits}bit-g{(group > 0 ? group : 64)}"),
            "gptq" or "gptqmodel" or "gptq_marlin" or "moe_wna16" => group > 0 ? Text($"gptq-int{bits}-g{group}") : Text($"gptq-int{bits}-channel"),
            "awq" or "awq_marlin" => Text($"awq-int{bits ?? 4}-g{(group > 0 ? group : 128)}"),
            "auto-round" or "intel/auto-round" or "auto_round" or "inc" => bits is 4 or null ? Text($"w4a16-g{(group > 0 ? group : 128)}") : Text($"gptq-int{bits}-g{(group > 0 ? group : 128)}"),
            "bitsandbytes" => BitsAndBytes(quantization),
            "fp8" or "finegrained_fp8" => quantization.Ints("weight_block_size") is { IsEmpty: false } ? "fp8-block128" : "fp8",
            "fbgemm_fp8" or "w8a8_fp8" => "fp8",
            "w8a8_int8" or "eetq" => "int8-w8a8",
            "mxfp4" => "mxfp4",
            "mxfp8" => "mxfp8",
            "fp_quant" => quantization.Text("forward_dtype"),
            "torchao" => TorchAo(quantization),
            "compressed-tensors" or "compressed_tensors" => Compressed(quantization),
            "modelopt" => ModelOpt(quantization.Text("quant_algo")),
            "modelopt_fp4" or "nvfp4" => "nvfp4",
            "quark" => Compressed(quantization),
            "hqq" => Hqq(quantization),
            "exl2" => Text($"exl2:{bits}"),
            "exl3" => Text($"exl3:{bits}"),
            "bitnet" => "bitnet-b1.58",
            "aqlm" => quantization.Long("num_codebooks") == 2 && quantization.Long("nbits_per_codebook") == 8 ? "aqlm-2x8" : null,
            "quip" or "quip#" => "quip-sharp-2",
            "experts_int8" => "experts_int8",
            null => ModelOpt(quantization.Text("quant_algo")),
            _ => null,
        };
    }

    /// <summary>The id of a plain format for a type of the library or of a file.</summary>
    public static string? FloatOf(string? type) => type?.ToLowerInvariant().Replace("torch.", string.Empty, StringComparison.Ordinal) switch
    {
        "bfloat16" or "bf16" => "bf16",
        "float16" or "f16" or "half" => "fp16",
        "float32" or "f32" or "float" => "fp32",
        _ => null,
    };

    private static ConfigView? Of(ConfigView config) => config.Inner("quantization_config") ?? config.Inner("compression_config") ?? config.Inner("quantization");

    private static bool IsMlx(ConfigView config) => config.Inner("quantization") is { } mlx && mlx.Has("bits") && mlx.Has("group_size");

    private static string BitsAndBytes(ConfigView quantization) => quantization.Bool("load_in_8bit", "_load_in_8bit") == true ? "bnb-int8"
        : quantization.Text("bnb_4bit_quant_type") == "fp4" ? "fp4-bnb"
        : quantization.Bool("bnb_4bit_use_double_quant") == true ? "nf4-dq" : "nf4";

    private static string? Compressed(ConfigView quantization)
    {
        var weights = (quantization.Inner("config_groups")?.Any() ?? quantization.Inner("global_quant_config"))?.First("weights", "weight");
        var (type, group) = (weights?.Text("type") ?? weights?.Text("dtype") ?? string.Empty, weights?.Long("group_size") ?? 0);
        var isFloat = type.StartsWith('f');
        // Quark writes the width into the type: fp8_e4m3, fp4, uint4.
        var bits = weights?.Long("num_bits") ?? (type.Contains('8', StringComparison.Ordinal) ? 8 : type.Contains('4', StringComparison.Ordinal) ? 4 : null);
        return (bits, isFloat) switch
        {
            (8, true) => weights!.Text("strategy") == "block" || weights.Ints("block_structure") is { IsEmpty: false } ? "fp8-block128" : group == 32 ? "mxfp8" : "fp8",
            (4, true) => group == 32 ? "mxfp4" : "nvfp4",
            (8, false) => group > 0 ? Text($"gptq-int8-g{group}") : "int8-w8a8",
            (4, false) => group == 32 ? "int4-g32-qat" : Text($"w4a16-g{(group > 0 ? group : 128)}"),
            _ => null,
        };
    }

    /// <summary>Its type is a name, or an object of a class whose name says as much.</summary>
    private static string? TorchAo(ConfigView quantization)
    {
        var inner = quantization.Inner("quant_type")?.Inner("default");
        var name = (inner?.Text("_type") ?? quantization.Text("quant_type") ?? string.Empty).Replace("_", string.Empty, StringComparison.Ordinal).ToLowerInvariant();
        var group = (inner?.Inner("_data") ?? quantization.Inner("quant_type_kwargs"))?.Long("group_size") ?? 128;
        return name.StartsWith("float8", StringComparison.Ordinal) ? "fp8"
            : name.StartsWith("int8", StringComparison.Ordinal) && !name.Contains("int4", StringComparison.Ordinal) ? "int8-w8a8"
            : name.StartsWith("int4", StringComparison.Ordinal) ? Text($"w4a16-g{group}")
            : null;
    }

    private static string? ModelOpt(string? algorithm) => algorithm?.ToUpperInvariant() switch
    {
        "NVFP4" or "W4A16_NVFP4" or "NVFP4_AWQ" => "nvfp4",
        "FP8" => "fp8",
        "FP8_PB_WO" or "FP8_BLOCK" => "fp8-block128",
        "MXFP4" => "mxfp4",
        "MXFP8" => "mxfp8",
        "W4A16_AWQ" => "awq-int4-g128",
        "INT8_SQ" or "W8A8_SQ_PER_CHANNEL" => "int8-w8a8",
        _ => null,
    };

    private static string? Hqq(ConfigView quantization)
    {
        var weights = (quantization.Inner("quant_config") ?? quantization).Inner("weight_quant_params");
        return weights is null ? null : Text($"hqq-int{weights.Long("nbits")}-g{weights.Long("group_size") ?? 64}");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
