using VramBot.Core.Units;

namespace VramBot.Core.RulesOfThumb;

/// <summary>The shorter rules of the "Ultimate VRAM Calculator Guide": gigabytes for each billion of parameters, and the savings that it names.</summary>
/// <remarks>Units: bytes; a gigabyte is 10^9. Sections "VRAM Rules of Thumb", "Quick Answer Table", "Optimization Techniques", "Common VRAM Calculation Mistakes".</remarks>
public static class GuideRules
{
    /// <summary>"Training (FP16): ~8 GB per billion parameters".</summary>
    public const int TrainingBytes = 8;

    /// <summary>"LoRA (FP16): ~3 GB per billion parameters".</summary>
    public const int LowRankBytes = 3;

    /// <summary>"Flash Attention: 15 % reduction" of the cache, at most. FlashAttention does not touch the cache: it leaves out the matrix of scores (arXiv:2205.14135, section 3).</summary>
    public const double FlashAttentionSaving = 0.15;

    /// <summary>Gigabytes a billion parameters: bits / 8, so 2 in FP16, 1 in INT8, 0.5 in INT4.</summary>
    public static Bytes Inference(ParameterCount parameters, double bits) => GuideTemplate.Weights(parameters, bits, overhead: 1);

    /// <summary>8 GB a billion parameters.</summary>
    public static Bytes Training(ParameterCount parameters) => Bytes.FromBytes(TrainingBytes * parameters.Count);

    /// <summary>3 GB a billion parameters.</summary>
    public static Bytes LowRank(ParameterCount parameters) => Bytes.FromBytes(LowRankBytes * parameters.Count);

    /// <summary>What a batch takes: that of one sequence, and as much again for every further one as the cache of one.</summary>
    public static Bytes Batch(Bytes one, Bytes cacheOfOne, int sequences) => one + ((sequences - 1) * cacheOfOne);

    /// <summary>ZeRO-3: all states divided by the GPUs.</summary>
    public static Bytes Partitioned(Bytes states, int gpus) => states / gpus;
}
