namespace VramBot.Core.Estimation.LlamaCpp;

/// <summary>llama.cpp's builds, as far as their compute buffers differ.</summary>
internal enum LlamaCppGeneration
{
    /// <summary>Up to July 2025: caches are written through views, the mask is 32 bit and cast where it is read.</summary>
    Unindexed,

    /// <summary>August 2025 to May 2026: caches are written by row index, every token of a batch reserves a row of logits.</summary>
    CastMask,

    /// <summary>From June 2026 on (pull requests 23764 and 23861): 16-bit masks, quantized caches rotated and unpacked inside the buffer, a row of logits a slot.</summary>
    HalfMask,
}
