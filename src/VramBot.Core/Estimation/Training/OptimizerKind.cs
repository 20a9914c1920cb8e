namespace VramBot.Core.Estimation.Training;

/// <summary>The rule by which gradients change weights.</summary>
public enum OptimizerKind
{
    /// <summary>AdamW, two moments in the type of the weights; PyTorch's foreach loop, which copies the gradients once.</summary>
    AdamW,

    /// <summary>AdamW in one kernel, without that copy.</summary>
    FusedAdamW,

    /// <summary>AdamW with 8-bit moments (bitsandbytes, arXiv:2110.02861).</summary>
    AdamW8Bit,

    /// <summary>The same in memory that the driver can move to the host.</summary>
    PagedAdamW8Bit,

    /// <summary>AdamW with 32-bit moments in memory that the driver can move to the host.</summary>
    PagedAdamW,

    /// <summary>Adafactor: a row and a column of second moments a matrix (arXiv:1804.04235).</summary>
    Adafactor,

    /// <summary>Plain gradient descent: no state.</summary>
    Sgd,

    /// <summary>Gradient descent with momentum: one state.</summary>
    SgdMomentum,

    /// <summary>Lion: one moment (arXiv:2302.06675).</summary>
    Lion,

    /// <summary>Lion with an 8-bit moment.</summary>
    Lion8Bit,

    /// <summary>LOMO: gradient descent inside the backward pass (arXiv:2306.09782).</summary>
    Lomo,

    /// <summary>GaLore: moments of gradients projected to a low rank (arXiv:2403.03507).</summary>
    GaLore,

    /// <summary>Muon: one moment for matrices, AdamW for embeddings, head and vectors (Keller Jordan's muon; arXiv:2502.16982).</summary>
    Muon,

    /// <summary>BAdam: AdamW in 32 bit over one block of layers at a time (arXiv:2404.02827).</summary>
    BAdam,
}
