using VramBot.Core.Units;

namespace VramBot.Core.Formats;

/// <summary>A llama.cpp quantization mix such as Q4_K_M: a base type and rules that lift some tensors above it.</summary>
/// <param name="Mix">The mix's name as llama-quantize takes it: <c>Q4_K_M</c>.</param>
/// <param name="BaseType">The block type that most tensors get: <c>Q4_K</c>.</param>
/// <param name="BaseLayout">Its layout.</param>
/// <param name="ImportanceMatrix">Whether files of this mix are, as a rule, made with an importance matrix.</param>
public sealed record GgufMix(string Mix, GgmlType BaseType, BlockLayout BaseLayout, bool ImportanceMatrix = false) : WeightFormat
{
    /// <inheritdoc/>
    public override double BitsPerWeight => BaseLayout.BitsPerElement;
}
