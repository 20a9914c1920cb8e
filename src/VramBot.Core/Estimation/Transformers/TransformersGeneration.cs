using VramBot.Core.Engines;

namespace VramBot.Core.Estimation.Transformers;

/// <summary>What releases of Transformers do differently with memory.</summary>
/// <param name="FusedAttention">Whether attention runs fused (sdpa) by default, instead of writing all scores out (eager).</param>
/// <param name="CopiesCache">Whether a decoding step builds a whole new cache while the old one is still held.</param>
/// <param name="AllLogits">Whether <c>generate</c> computes the logits of the whole prompt, in 16 and in 32 bits, to use the last row.</param>
/// <remarks>
/// Source: huggingface/transformers: release 4.36 (sdpa by default), PR 30536 (4.41, one cache), PR 31292 (4.45, num_logits_to_keep).
/// </remarks>
internal sealed record TransformersGeneration(bool FusedAttention, bool CopiesCache, bool AllLogits)
{
    private static readonly EngineVersion Fused = new(4, 36);
    private static readonly EngineVersion OneCache = new(4, 41);
    private static readonly EngineVersion OneRow = new(4, 45);

    /// <summary>The newest when no release is named.</summary>
    public static TransformersGeneration Of(EngineRelease engine) =>
        engine.Version is { } version ? new(version >= Fused, version < OneCache, version < OneRow) : new(true, false, false);
}
