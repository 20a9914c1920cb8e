using VramBot.Core.Units;

namespace VramBot.Core.RulesOfThumb;

/// <summary>The rules of the "Glossary / Glossário": the cache by the hidden size, adapters and draft models by ranges.</summary>
/// <remarks>Units: bytes; a gigabyte is 10^9. Its cache is that of a model in which every attention head has keys and values of its own.</remarks>
public static class GlossaryFormulas
{
    private const int LastSmallRank = 16;
    private static readonly Bytes Half = Bytes.FromBytes(500_000_000);

    /// <summary>kv_cache_memory = 2 × num_layers × hidden_dim × context_length × bytes_per_element, for each sequence of a batch.</summary>
    public static Bytes Cache(int layers, int hiddenSize, TokenCount tokens, double bytes, int sequences = 1) =>
        Bytes.FromBytes((long)Math.Round(2.0 * layers * hiddenSize * tokens.Count * bytes * sequences));

    /// <summary>Adapters: 0.5 to 1 GB each up to rank 16, 1 to 2 GB above; "memory scales linearly with active adapters".</summary>
    public static ByteRange Adapters(int rank, int count = 1) => rank <= LastSmallRank ? new(count * Half, 2 * count * Half) : new(2 * count * Half, 4 * count * Half);

    /// <summary>"Draft model overhead: +30–50 % additional VRAM for the draft model", of the memory of the target.</summary>
    public static ByteRange Draft(Bytes target) => ByteRange.Of(target, 0.3, 0.5);

    /// <summary>"Calculate memory for both models and add 10–15 % for verification overhead."</summary>
    public static ByteRange Verification(Bytes both) => ByteRange.Of(both, 0.1, 0.15);

    /// <summary>What other engines would need of a figure for PyTorch: "actual VRAM usage may be 10–30 % lower than estimated".</summary>
    public static ByteRange OtherEngines(Bytes estimated) => ByteRange.Of(estimated, 0.7, 0.9);

    /// <summary>The cache in pages: standard 10 to 20 % less than contiguous, aggressive another 5 to 10 %.</summary>
    public static ByteRange Paged(Bytes contiguous, bool isAggressive = false) => isAggressive ? ByteRange.Of(contiguous, 0.7, 0.85) : ByteRange.Of(contiguous, 0.8, 0.9);
}
