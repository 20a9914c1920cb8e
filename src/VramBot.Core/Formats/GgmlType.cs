namespace VramBot.Core.Formats;

/// <summary>A block type of ggml, by the name that llama.cpp prints.</summary>
public enum GgmlType
{
    /// <summary>F32: 1 weights in 4 bytes, 32 bits a weight.</summary>
    F32,

    /// <summary>F16: 1 weights in 2 bytes, 16 bits a weight.</summary>
    F16,

    /// <summary>BF16: 1 weights in 2 bytes, 16 bits a weight.</summary>
    BF16,

    /// <summary>Q1_0: 128 weights in 18 bytes, 1.125 bits a weight.</summary>
    Q1_0,

    /// <summary>Q2_0: 64 weights in 18 bytes, 2.25 bits a weight.</summary>
    Q2_0,

    /// <summary>Q4_0: 32 weights in 18 bytes, 4.5 bits a weight.</summary>
    Q4_0,

    /// <summary>Q4_1: 32 weights in 20 bytes, 5 bits a weight.</summary>
    Q4_1,

    /// <summary>Q5_0: 32 weights in 22 bytes, 5.5 bits a weight.</summary>
    Q5_0,

    /// <summary>Q5_1: 32 weights in 24 bytes, 6 bits a weight.</summary>
    Q5_1,

    /// <summary>Q8_0: 32 weights in 34 bytes, 8.5 bits a weight.</summary>
    Q8_0,

    /// <summary>Q8_1: 32 weights in 36 bytes, 9 bits a weight.</summary>
    Q8_1,

    /// <summary>MXFP4: 32 weights in 17 bytes, 4.25 bits a weight.</summary>
    MXFP4,

    /// <summary>NVFP4: 64 weights in 36 bytes, 4.5 bits a weight.</summary>
    NVFP4,

    /// <summary>TQ1_0: 256 weights in 54 bytes, 1.6875 bits a weight.</summary>
    TQ1_0,

    /// <summary>TQ2_0: 256 weights in 66 bytes, 2.0625 bits a weight.</summary>
    TQ2_0,

    /// <summary>Q2_K: 256 weights in 84 bytes, 2.625 bits a weight.</summary>
    Q2_K,

    /// <summary>Q3_K: 256 weights in 110 bytes, 3.4375 bits a weight.</summary>
    Q3_K,

    /// <summary>Q4_K: 256 weights in 144 bytes, 4.5 bits a weight.</summary>
    Q4_K,

    /// <summary>Q5_K: 256 weights in 176 bytes, 5.5 bits a weight.</summary>
    Q5_K,

    /// <summary>Q6_K: 256 weights in 210 bytes, 6.5625 bits a weight.</summary>
    Q6_K,

    /// <summary>Q8_K: 256 weights in 292 bytes, 9.125 bits a weight.</summary>
    Q8_K,

    /// <summary>IQ1_S: 256 weights in 50 bytes, 1.5625 bits a weight.</summary>
    IQ1_S,

    /// <summary>IQ1_M: 256 weights in 56 bytes, 1.75 bits a weight.</summary>
    IQ1_M,

    /// <summary>IQ2_XXS: 256 weights in 66 bytes, 2.0625 bits a weight.</summary>
    IQ2_XXS,

    /// <summary>IQ2_XS: 256 weights in 74 bytes, 2.3125 bits a weight.</summary>
    IQ2_XS,

    /// <summary>IQ2_S: 256 weights in 82 bytes, 2.5625 bits a weight.</summary>
    IQ2_S,

    /// <summary>IQ3_XXS: 256 weights in 98 bytes, 3.0625 bits a weight.</summary>
    IQ3_XXS,

    /// <summary>IQ3_S: 256 weights in 110 bytes, 3.4375 bits a weight.</summary>
    IQ3_S,

    /// <summary>IQ4_NL: 32 weights in 18 bytes, 4.5 bits a weight.</summary>
    IQ4_NL,

    /// <summary>IQ4_XS: 256 weights in 136 bytes, 4.25 bits a weight.</summary>
    IQ4_XS,
}
