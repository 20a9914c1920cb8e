namespace VramBot.Core.Estimation.Training;

/// <summary>How the loss comes from the last hidden states: what of the logits, tokens · vocabulary, lies in memory at once.</summary>
public enum LossKernel
{
    /// <summary>Logits in 32 bit, shifted and copied: Transformers to 4.45 (12 bytes a logit).</summary>
    ShiftedCopy,

    /// <summary>The same, 16-bit logits kept in the output as well: Transformers 4.46 to 4.49 (14 bytes a logit).</summary>
    ShiftedCopyKeepingLogits,

    /// <summary>Labels are shifted instead of logits: Transformers since 4.50 (10 bytes a logit).</summary>
    ShiftedLabels,

    /// <summary>Logits that a metric or the caller keeps as well: ms-swift (16 bytes a logit).</summary>
    KeptForMetrics,

    /// <summary>16-bit logits, and a loss in 16 bit (6 bytes a logit).</summary>
    HalfPrecision,

    /// <summary>A fused cross-entropy that keeps no log-softmax, over whole logits: Transformers to 4.45 (8 bytes a logit).</summary>
    FusedCrossEntropy,

    /// <summary>The same, 16-bit logits kept in the output as well: Transformers 4.46 and later (10 bytes a logit).</summary>
    FusedCrossEntropyKeepingLogits,

    /// <summary>Cross-entropy in chunks over whole 16-bit logits (torchtune's CEWithChunkedOutputLoss, litgpt).</summary>
    Chunked,

    /// <summary>The head and the loss together, some rows at a time: Liger, Unsloth, cut cross-entropy; under 1 byte a logit.</summary>
    FusedLinear,

    /// <summary>A compiled loss in 32 bit over whole logits: torchtitan since 2025.</summary>
    Compiled,

    /// <summary>A loss over logits that tensor-parallel ranks divide by vocabulary, fused or not (Megatron).</summary>
    VocabularyParallel,

    /// <summary>No logits: scores, embeddings.</summary>
    None,
}
