using VramBot.Commands.Grammar;
using VramBot.Core.Catalogs;
using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Formats;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Launching;

/// <summary>The call that loads a model with Transformers, which has no server of its own to size.</summary>
/// <remarks>The type is named <c>dtype</c> since 4.56, before <c>torch_dtype</c>. Source: huggingface/transformers, modeling_utils.py and utils/quantization_config.py.</remarks>
internal static class TransformersLaunch
{
    private static readonly EngineVersion FirstShortName = new(4, 56);

    public static Launch? Of(EstimateRequest request, ModelMatch? named)
    {
        if (request is not { Draft: null, Adapters: null } || TorchSwitches.Cache(request) != TorchSwitches.OwnType || EngineChoice.IsOf(request.Weights, "exl", "mlx", "nvfp4", "mxfp6", "mxfp8"))
            return null;
        var quantized = Quantized(request.Weights);
        var isOnline = quantized is not null && named?.FormatHint is null && request.Model.NativeFormat is ("bf16" or "fp16");
        var checkpoint = isOnline ? new(request.Model.Id, false) : Checkpoint.Of(request.Model, request.Weights, named);
        string[] arguments =
        [
            Text(checkpoint.Name),
            $"{(request.Engine.Version < FirstShortName ? "torch_dtype" : "dtype")}={TypeOf(request)}",
            .. isOnline ? [$"quantization_config={quantized}"] : Array.Empty<string>(),
            .. request.Settings.FlashAttention is { } fused ? [$"attn_implementation={(fused ? "'sdpa'" : "'eager'")}"] : Array.Empty<string>(),
            "device_map='auto'",
        ];
        var length = FormattableString.Invariant($"max_length={request.Context.Count}");
        return new(
            [$"model = AutoModelForCausalLM.from_pretrained({string.Join(", ", arguments)})"],
            $"{string.Join(' ', arguments.Skip(1).Where(argument => argument.StartsWith("attn", StringComparison.Ordinal)).Append(length))}",
            $"{Tr($"In Python, then model.generate(…, {length}).")} {Checkpoint.NoteOf(checkpoint)}".TrimEnd());
    }

    private static string TypeOf(EstimateRequest request) => request.Weights switch
    {
        FloatFormat { BytesPerWeight: 4 } => "torch.float32",
        FloatFormat { Id: "fp16" } => "torch.float16",
        FloatFormat => "torch.bfloat16",
        _ => request.Model.DataType == "float16" ? "torch.float16" : "torch.bfloat16",
    };

    private static string? Quantized(WeightFormat weights) => weights.Id switch
    {
        "nf4" => "BitsAndBytesConfig(load_in_4bit=True, bnb_4bit_quant_type='nf4')",
        "nf4-dq" => "BitsAndBytesConfig(load_in_4bit=True, bnb_4bit_quant_type='nf4', bnb_4bit_use_double_quant=True)",
        "fp4-bnb" => "BitsAndBytesConfig(load_in_4bit=True, bnb_4bit_quant_type='fp4')",
        "bnb-int8" => "BitsAndBytesConfig(load_in_8bit=True)",
        _ => null,
    };

    /// <summary>A string of Python.</summary>
    private static string Text(string text) =>
        $"'{string.Concat(text.Where(letter => !char.IsControl(letter))).Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", @"\'", StringComparison.Ordinal)}'";
}
