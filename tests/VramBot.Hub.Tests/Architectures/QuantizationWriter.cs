using System.Text.Json.Nodes;

namespace VramBot.Hub.Tests.Architectures;

/// <summary>Writes the quantization_config of a checkpoint that is published quantized, by the catalog's format for it.</summary>
internal static class QuantizationWriter
{
    public static JsonObject? Write(string format) => format switch
    {
        "fp8" => new() { ["quant_method"] = "fp8", ["activation_scheme"] = "static" },
        "fp8-block128" => new() { ["quant_method"] = "fp8", ["weight_block_size"] = new JsonArray(128, 128) },
        "mxfp4" => new() { ["quant_method"] = "mxfp4" },
        "bitnet-b1.58" => new() { ["quant_method"] = "bitnet" },
        "int4-g32-qat" => new()
        {
            ["quant_method"] = "compressed-tensors",
            ["config_groups"] = new JsonObject { ["group_0"] = new JsonObject { ["weights"] = new JsonObject { ["num_bits"] = 4, ["type"] = "int", ["group_size"] = 32, ["strategy"] = "group" } } },
        },
        _ => null,
    };
}
