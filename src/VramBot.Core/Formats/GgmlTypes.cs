using VramBot.Core.Units;

namespace VramBot.Core.Formats;

/// <summary>The block layouts of ggml.</summary>
/// <remarks>Source: ggml-org/llama.cpp, ggml/src/ggml-common.h (block structs).</remarks>
public static class GgmlTypes
{
    /// <summary>How a type packs its weights.</summary>
    public static BlockLayout Layout(this GgmlType type) => Layouts[(int)type];

    private static readonly BlockLayout[] Layouts =
    [
        Block(1, 4), // F32
        Block(1, 2), // F16
        Block(1, 2), // BF16
        Block(128, 18), // Q1_0
        Block(64, 18), // Q2_0
        Block(32, 18), // Q4_0
        Block(32, 20), // Q4_1
        Block(32, 22), // Q5_0
        Block(32, 24), // Q5_1
        Block(32, 34), // Q8_0
        Block(32, 36), // Q8_1
        Block(32, 17), // MXFP4
        Block(64, 36), // NVFP4
        Block(256, 54), // TQ1_0
        Block(256, 66), // TQ2_0
        Block(256, 84), // Q2_K
        Block(256, 110), // Q3_K
        Block(256, 144), // Q4_K
        Block(256, 176), // Q5_K
        Block(256, 210), // Q6_K
        Block(256, 292), // Q8_K
        Block(256, 50), // IQ1_S
        Block(256, 56), // IQ1_M
        Block(256, 66), // IQ2_XXS
        Block(256, 74), // IQ2_XS
        Block(256, 82), // IQ2_S
        Block(256, 98), // IQ3_XXS
        Block(256, 110), // IQ3_S
        Block(32, 18), // IQ4_NL
        Block(256, 136), // IQ4_XS
    ];

    private static BlockLayout Block(int elements, int bytes) => new(elements, Bytes.FromBytes(bytes));
}
