namespace VramBot.Core.Models;

/// <summary>What a tensor is for: formats and engines treat weights by role.</summary>
public enum TensorRole
{
    /// <summary>Token embedding table.</summary>
    TokenEmbedding,

    /// <summary>Learned position table.</summary>
    PositionEmbedding,

    /// <summary>Projection between embedding width and hidden size.</summary>
    EmbeddingProjection,

    /// <summary>Output head (lm_head).</summary>
    OutputHead,

    /// <summary>Query projection, or the first of its two low-rank parts.</summary>
    Query,

    /// <summary>Second low-rank part of the query projection.</summary>
    QueryUp,

    /// <summary>Key projection.</summary>
    Key,

    /// <summary>Value projection.</summary>
    Value,

    /// <summary>Down-projection to the latent row of keys and values.</summary>
    LatentDown,

    /// <summary>Up-projection from the latent row to keys.</summary>
    LatentKeyUp,

    /// <summary>Up-projection from the latent row to values.</summary>
    LatentValueUp,

    /// <summary>Gate of the attention output.</summary>
    AttentionGate,

    /// <summary>Attention output projection.</summary>
    AttentionOutput,

    /// <summary>Projections of a sparse indexer.</summary>
    Indexer,

    /// <summary>Input projection of a recurrent mixer.</summary>
    RecurrentInput,

    /// <summary>Output projection of a recurrent mixer.</summary>
    RecurrentOutput,

    /// <summary>Small matrices and vectors of a recurrent mixer: convolution, decay, time step.</summary>
    RecurrentState,

    /// <summary>Feed-forward gate projection.</summary>
    Gate,

    /// <summary>Feed-forward up projection.</summary>
    Up,

    /// <summary>Feed-forward down projection.</summary>
    Down,

    /// <summary>Router of a mixture of experts.</summary>
    Router,

    /// <summary>Gate projections of routed experts.</summary>
    ExpertGate,

    /// <summary>Up projections of routed experts.</summary>
    ExpertUp,

    /// <summary>Down projections of routed experts.</summary>
    ExpertDown,

    /// <summary>Gate projection of the shared expert.</summary>
    SharedGate,

    /// <summary>Up projection of the shared expert.</summary>
    SharedUp,

    /// <summary>Down projection of the shared expert.</summary>
    SharedDown,

    /// <summary>Projections between the hidden size and the width in which experts work.</summary>
    ExpertProjection,

    /// <summary>Normalisation weights.</summary>
    Norm,

    /// <summary>Bias vectors.</summary>
    Bias,

    /// <summary>Weights that only this architecture has.</summary>
    Extra,

    /// <summary>Vision or audio tower.</summary>
    Tower,
}
