namespace VramBot.Core.Models;

/// <summary>An attention block. Heads are query heads; the scope says how far back its cache must reach.</summary>
/// <param name="Heads">Query heads.</param>
/// <param name="Scope">Which tokens it sees.</param>
public abstract record Attention(int Heads, AttentionScope Scope)
{
    /// <summary>The key selector of sparse attention, with its own key cache; null for dense attention.</summary>
    public SparseIndexer? Indexer { get; init; }

    /// <summary>Whether the query, key and value projections (or their low-rank parts) add biases.</summary>
    public bool ProjectionBias { get; init; }

    /// <summary>Whether a gate of the attention output's width multiplies it before the output projection.</summary>
    public bool OutputGate { get; init; }
}

/// <summary>
/// Multi-head, grouped-query and multi-query attention: <c>KeyValueHeads</c> equals <c>Heads</c>, divides it, or is 1.
/// Source: grouped-query attention, arXiv:2305.13245.
/// </summary>
/// <param name="Heads">Query heads.</param>
/// <param name="KeyValueHeads">Heads of keys and values.</param>
/// <param name="HeadDim">Width of a query or key head.</param>
/// <param name="ValueHeadDim">Width of a value head.</param>
/// <param name="Scope">Which tokens it sees.</param>
public sealed record GroupedQueryAttention(int Heads, int KeyValueHeads, int HeadDim, int ValueHeadDim, AttentionScope Scope) : Attention(Heads, Scope)
{
    /// <summary>Whether the output projection adds a bias.</summary>
    public bool OutputBias { get; init; }

    /// <summary>How queries and keys are normalised.</summary>
    public QueryKeyNorm QueryKeyNorm { get; init; }

    /// <summary>Whether keys serve as values, so that there is no value projection.</summary>
    public bool KeysAreValues { get; init; }

    /// <summary>Whether each head has a learned sink logit.</summary>
    public bool Sinks { get; init; }

    /// <summary>Whether each head is scaled by a gate computed from the layer input.</summary>
    public bool HeadGate { get; init; }
}

/// <summary>
/// Multi-head latent attention: keys and values are rebuilt from one latent row a token, which is all that is cached.
/// Source: DeepSeek-V2, arXiv:2405.04434.
/// </summary>
/// <param name="Heads">Query heads.</param>
/// <param name="LatentRank">Width of the compressed keys and values (kv_lora_rank).</param>
/// <param name="RotaryDim">Width of the rotary key part shared by all heads (qk_rope_head_dim).</param>
/// <param name="PlainDim">Width of a head's part without positions (qk_nope_head_dim).</param>
/// <param name="ValueHeadDim">Width of a value head.</param>
/// <param name="QueryRank">Rank of the query projection (q_lora_rank); null when queries are projected directly.</param>
/// <param name="Scope">Which tokens it sees.</param>
public sealed record LatentAttention(int Heads, int LatentRank, int RotaryDim, int PlainDim, int ValueHeadDim, int? QueryRank, AttentionScope Scope)
    : Attention(Heads, Scope);

/// <summary>
/// Attention over a short window plus a compressed past: one shared row of <c>RowWidth</c> elements a token in the window,
/// and one for every <c>CompressionRatio</c> tokens before it (DeepSeek-V4). Its weights are listed as the model's extra tensors.
/// </summary>
/// <param name="Heads">Query heads.</param>
/// <param name="RowWidth">Elements of a cached row, shared by all heads as key and value.</param>
/// <param name="Scope">The window.</param>
/// <param name="CompressionRatio">Tokens that share one compressed row; zero when there is no compressed part.</param>
public sealed record CompressedAttention(int Heads, int RowWidth, AttentionScope Scope, int CompressionRatio) : Attention(Heads, Scope);
