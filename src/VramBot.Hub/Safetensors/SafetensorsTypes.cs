using VramBot.Hub.Checkpoints;

namespace VramBot.Hub.Safetensors;

/// <summary>The element types of safetensors files.</summary>
/// <remarks>Source: huggingface/safetensors, safetensors/src/tensor.rs (Dtype).</remarks>
internal static class SafetensorsTypes
{
    private static readonly TensorType[] All =
    [
        new("BF16", 1, 2), new("F32", 1, 4), new("F16", 1, 2), new("F8_E4M3", 1, 1), new("F8_E5M2", 1, 1), new("F64", 1, 8),
        new("F8_E8M0", 1, 1) { HoldsWeights = false }, new("F8_E4M3FNUZ", 1, 1), new("F8_E5M2FNUZ", 1, 1), new("F4", 2, 1), new("F6_E2M3", 4, 3), new("F6_E3M2", 4, 3),
        Whole("U8", 1), Whole("I8", 1), Whole("I16", 2), Whole("U16", 2), Whole("I32", 4), Whole("U32", 4), Whole("I64", 8), Whole("U64", 8), Whole("BOOL", 1), new("C64", 1, 8),
    ];

    private static readonly byte[][] Names = [.. All.Select(type => System.Text.Encoding.ASCII.GetBytes(type.Name))];

    /// <summary>The type of a name, or null.</summary>
    public static TensorType? Find(ReadOnlySpan<byte> name)
    {
        for (var index = 0; index < Names.Length; index++)
            if (name.SequenceEqual(Names[index]))
                return All[index];
        return null;
    }

    private static TensorType Whole(string name, int bytes) => new(name, 1, bytes) { HoldsWeights = false };
}
