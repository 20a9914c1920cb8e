using System.Collections.Frozen;
using VramBot.Core.Formats;
using VramBot.Hub.Checkpoints;

namespace VramBot.Hub.Gguf;

/// <summary>The element types of GGUF files by the number that stands in them.</summary>
/// <remarks>Source: ggml-org/llama.cpp, ggml/include/ggml.h (enum ggml_type); block sizes are those of <see cref="GgmlTypes"/>.</remarks>
internal static class GgufTypes
{
    private static readonly FrozenDictionary<uint, TensorType> ByNumber = new Dictionary<uint, TensorType>
    {
        [0] = Of(GgmlType.F32),
        [1] = Of(GgmlType.F16),
        [2] = Of(GgmlType.Q4_0),
        [3] = Of(GgmlType.Q4_1),
        [6] = Of(GgmlType.Q5_0),
        [7] = Of(GgmlType.Q5_1),
        [8] = Of(GgmlType.Q8_0),
        [9] = Of(GgmlType.Q8_1),
        [10] = Of(GgmlType.Q2_K),
        [11] = Of(GgmlType.Q3_K),
        [12] = Of(GgmlType.Q4_K),
        [13] = Of(GgmlType.Q5_K),
        [14] = Of(GgmlType.Q6_K),
        [15] = Of(GgmlType.Q8_K),
        [16] = Of(GgmlType.IQ2_XXS),
        [17] = Of(GgmlType.IQ2_XS),
        [18] = Of(GgmlType.IQ3_XXS),
        [19] = Of(GgmlType.IQ1_S),
        [20] = Of(GgmlType.IQ4_NL),
        [21] = Of(GgmlType.IQ3_S),
        [22] = Of(GgmlType.IQ2_S),
        [23] = Of(GgmlType.IQ4_XS),
        [24] = Whole("I8", 1),
        [25] = Whole("I16", 2),
        [26] = Whole("I32", 4),
        [27] = Whole("I64", 8),
        [28] = new("F64", 1, 8),
        [29] = Of(GgmlType.IQ1_M),
        [30] = Of(GgmlType.BF16),
        [34] = Of(GgmlType.TQ1_0),
        [35] = Of(GgmlType.TQ2_0),
        [39] = Of(GgmlType.MXFP4),
        [40] = Of(GgmlType.NVFP4),
        [41] = Of(GgmlType.Q1_0),
        [42] = Of(GgmlType.Q2_0),
    }.ToFrozenDictionary();

    /// <summary>The type of a number, or null.</summary>
    public static TensorType? Find(uint number) => ByNumber.GetValueOrDefault(number);

    private static TensorType Of(GgmlType type) => new(type.ToString(), type.Layout().ElementsPerBlock, (int)type.Layout().BlockSize.Count) { Ggml = type };

    private static TensorType Whole(string name, int bytes) => new(name, 1, bytes) { HoldsWeights = false };
}
