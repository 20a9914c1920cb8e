using VramBot.Core.Units;

namespace VramBot.Core.RulesOfThumb;

/// <summary>The formulas of the tech study guide "Model Memory Math". Its cache counts the heads of keys and values, so it is right for models whose layers are alike.</summary>
/// <remarks>Units: bytes. The guide prints weights in decimal gigabytes and caches in GiB.</remarks>
public static class MemoryMath
{
    /// <summary>The least headroom of its capacity worksheet: "10-20 percent minimum".</summary>
    public const double LeastHeadroom = 0.1;

    /// <summary>The most of that range.</summary>
    public const double MostHeadroom = 0.2;

    /// <summary>weight_memory = parameters × bytes_per_parameter.</summary>
    public static Bytes Weights(ParameterCount parameters, double bytes) => Bytes.FromBytes((long)Math.Round(parameters.Count * bytes));

    /// <summary>kv_cache = layers × tokens × 2 (K, V) × kv_heads × head_dim × bytes_per_value × active_sequences.</summary>
    public static Bytes Cache(int layers, TokenCount tokens, int keyValueHeads, int headDim, double bytes, int sequences = 1) =>
        Bytes.FromBytes((long)Math.Round(2.0 * layers * tokens.Count * keyValueHeads * headDim * bytes * sequences));

    /// <summary>The memory that leaves a share of it free beside what is needed: needed / (1 − share).</summary>
    public static Bytes WithHeadroom(Bytes needed, double share) => needed.Scale(1 / (1 - share));
}
