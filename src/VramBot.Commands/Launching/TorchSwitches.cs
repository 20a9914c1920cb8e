using VramBot.Core.Estimation;
using VramBot.Core.Formats;

namespace VramBot.Commands.Launching;

/// <summary>What the serving engines on PyTorch have in common.</summary>
internal static class TorchSwitches
{
    /// <summary>A cache in the model's own 16-bit type.</summary>
    public const string OwnType = "auto";

    private const double FirstWithBfloat16 = 8;

    /// <summary>The cache as these engines know it: the model's own type, or 8-bit floats; null for any other.</summary>
    public static string? Cache(EstimateRequest request) => request.Keys != request.Values ? null : request.Keys.Id switch
    {
        "fp16" or "bf16" => OwnType,
        "fp8" => "fp8",
        _ => null,
    };

    /// <summary>
    /// The name of the float type where the checkpoint would be loaded in another, or not at all: 32-bit checkpoints are loaded in 16 bits, and cards before Ampere have no bfloat16.
    /// </summary>
    public static string? FloatType(EstimateRequest request) => request.Weights switch
    {
        FloatFormat { BytesPerWeight: 4 } => "float32",
        _ when request.Gpu?.ComputeCapability < FirstWithBfloat16 && OwnFloats(request) != "fp16" => "float16",
        FloatFormat when request.Weights.Id == request.Model.NativeFormat || !Checkpoint.IsPublished(request.Model, request.Weights) => null,
        FloatFormat => request.Weights.Id == "bf16" ? "bfloat16" : "float16",
        _ => null,
    };

    private static string OwnFloats(EstimateRequest request) => request.Weights is FloatFormat ? request.Weights.Id : request.Model.DataType == "float16" ? "fp16" : "bf16";

    /// <summary>A number where it is more than the one that is usual.</summary>
    public static long? Several(int number) => number > 1 ? number : null;
}
