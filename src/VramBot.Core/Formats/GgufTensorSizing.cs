using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Core.Formats;

/// <summary>What a tensor takes in a GGUF file, and in llama.cpp's memory, where it lies unchanged.</summary>
/// <remarks>
/// <para>Formula: rows · count · size of a row in whole blocks of the type that <see cref="GgufTypeRules"/> gives.</para>
/// <para>Vectors, norms, biases, routers and recurrent parameters are stored in 32 bit, also in F16 and BF16 files.</para>
/// <para>Source: ggml-org/llama.cpp, src/llama-quant.cpp and convert_hf_to_gguf.py.</para>
/// </remarks>
public static class GgufTensorSizing
{
    /// <summary>The size of a tensor group, or null when the format is not one of llama.cpp's.</summary>
    public static Bytes? SizeOf(WeightFormat format, TensorGroup tensor, GgufFacts facts)
    {
        ArgumentNullException.ThrowIfNull(format);
        var ruled = ByRule(format, tensor, facts);
        return format.Stored is { } stored && ruled is { } size ? stored.SizeOf(tensor, size) : ruled;
    }

    private static Bytes? ByRule(WeightFormat format, TensorGroup tensor, GgufFacts facts) => format switch
    {
        GgufMix mix => Rows(GgufTypeRules.TypeOf(mix, tensor, facts), tensor),
        FloatFormat plain => Rows(IsKeptWide(tensor.Role) ? GgmlType.F32 : OfWidth(plain.BytesPerWeight), tensor),
        GgufRate rate => IsKeptWide(tensor.Role) ? Rows(GgmlType.F32, tensor) : Bytes.FromBytes((long)(tensor.Rows * tensor.Columns * tensor.Count * rate.Bits / 8)),
        _ => null,
    };

    private static Bytes Rows(GgmlType type, TensorGroup tensor) =>
        tensor.Columns == 1 ? tensor.Count * type.Layout().SizeOf(tensor.Rows) : tensor.Rows * tensor.Count * type.Layout().SizeOf(tensor.Columns);

    private static GgmlType OfWidth(int bytes) => bytes == 4 ? GgmlType.F32 : GgmlType.F16;

    private static bool IsKeptWide(TensorRole role) =>
        role is TensorRole.Norm or TensorRole.Bias or TensorRole.Router or TensorRole.RecurrentState or TensorRole.PositionEmbedding;
}
