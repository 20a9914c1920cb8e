using VramBot.Core.Models;

namespace VramBot.Core.Estimation.Training;

/// <summary>Widths of what a layer's token mixer computes for a token, on one tensor-parallel rank.</summary>
/// <param name="Query">All query heads, q.</param>
/// <param name="Key">All key heads.</param>
/// <param name="Value">All value heads.</param>
/// <param name="Output">What the output projection reads.</param>
/// <param name="Heads">Query heads: each keeps the logarithm of its sum (32 bit).</param>
/// <param name="Latent">Low-rank rows of queries, keys and values, each with a norm.</param>
internal readonly record struct MixerWidths(double Query, double Key, double Value, double Output, double Heads, double Latent)
{
    /// <summary>The widths of a layer's attention; nothing without it.</summary>
    public static MixerWidths Of(Attention? attention, int ranks) => attention switch
    {
        GroupedQueryAttention grouped => Of(grouped, ranks),
        LatentAttention latent => Of(latent, ranks),
        CompressedAttention compressed => new((double)compressed.Heads * compressed.RowWidth / ranks, compressed.RowWidth, compressed.RowWidth, (double)compressed.Heads * compressed.RowWidth / ranks, (double)compressed.Heads / ranks, 0),
        _ => default,
    };

    private static MixerWidths Of(GroupedQueryAttention attention, int ranks)
    {
        var keys = Math.Max(1.0, (double)attention.KeyValueHeads / ranks);
        var heads = (double)attention.Heads / ranks;
        return new(heads * attention.HeadDim, keys * attention.HeadDim, keys * attention.ValueHeadDim, heads * attention.ValueHeadDim, heads, 0);
    }

    /// <summary>Keys and values are rebuilt for every head; values are padded to the keys' width for the fused kernel (modeling_deepseek_v3.py).</summary>
    private static MixerWidths Of(LatentAttention attention, int ranks)
    {
        var heads = (double)attention.Heads / ranks;
        var width = attention.PlainDim + attention.RotaryDim;
        return new(heads * width, heads * width, heads * width, heads * attention.ValueHeadDim, heads, (attention.QueryRank ?? 0) + attention.LatentRank);
    }
}
