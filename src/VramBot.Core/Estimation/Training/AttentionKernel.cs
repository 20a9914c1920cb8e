namespace VramBot.Core.Estimation.Training;

/// <summary>How attention is computed: whether its matrix of scores lies in memory.</summary>
public enum AttentionKernel
{
    /// <summary>FlashAttention: no scores are kept (arXiv:2307.08691).</summary>
    Flash,

    /// <summary>PyTorch's scaled_dot_product_attention, which runs the same kernels where the mask allows it.</summary>
    Sdpa,

    /// <summary>Matrix by matrix: the scores of every pair of tokens are kept.</summary>
    Eager,
}
