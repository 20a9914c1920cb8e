using System.Collections.Immutable;
using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation.Serving;

/// <summary>One kind of layer in a paged cache: how many there are, what a token costs in one of them, how far back it reaches.</summary>
/// <param name="Layers">Layers of this kind.</param>
/// <param name="TokenSize">Bytes that a token takes in one layer on one rank; zero for a recurrent state.</param>
/// <param name="Window">Tokens of the window or chunk; null when all are kept.</param>
/// <param name="StateSize">Bytes of one sequence's state in one layer; zero for attention.</param>
internal sealed record CacheSpec(int Layers, Bytes TokenSize, TokenCount? Window, Bytes StateSize)
{
    private const int RecurrentElementSize = 4;
    private const int ConvolutionElementSize = 2;

    public bool IsState => StateSize > Bytes.Zero;

    /// <summary>The kinds of a stage's layers, in the order in which they appear.</summary>
    public static IReadOnlyList<CacheSpec> Of(EstimateRequest request, ImmutableArray<(Layer Layer, int Count)> layers)
    {
        var specs = new List<CacheSpec>();
        foreach (var (layer, count) in layers)
        {
            foreach (var spec in OfLayer(request, layer))
            {
                var index = specs.FindIndex(other => other with { Layers = 1 } == spec);
                if (index < 0)
                    specs.Add(spec with { Layers = count });
                else
                    specs[index] = specs[index] with { Layers = specs[index].Layers + count };
            }
        }

        return specs;
    }

    private static IEnumerable<CacheSpec> OfLayer(EstimateRequest request, Layer layer)
    {
        var ranks = request.Parallelism.Tensor;
        if (layer is { Attention: { } attention, ReusesCache: false } && TokenSizeOf(request, attention) is var size && size > Bytes.Zero)
            yield return new(1, size, attention.Scope.Kind is AttentionReach.Sliding or AttentionReach.Chunked ? attention.Scope.Window : null, Bytes.Zero);
        if (layer is { Attention: CompressedAttention { CompressionRatio: > 0 } compressed, ReusesCache: false })
            yield return new(1, TokenSizeOf(request, compressed) / compressed.CompressionRatio, null, Bytes.Zero);
        if (layer.Recurrence is { } recurrence)
        {
            var state = (recurrence.StateElements * RecurrentElementSize) + (recurrence.ConvolutionStateElements * ConvolutionElementSize);
            yield return new(1, Bytes.Zero, null, Bytes.FromBytes(state) / ranks);
        }
    }

    /// <summary>Bytes of a token's keys and values in a layer on one rank; latent rows are whole on every rank.</summary>
    private static Bytes TokenSizeOf(EstimateRequest request, Attention attention)
    {
        var ranks = request.Parallelism.Tensor;
        return attention switch
        {
            GroupedQueryAttention { Scope.Kind: AttentionReach.Cross } => Bytes.Zero,
            GroupedQueryAttention grouped => HeadsOnRank(grouped) * (request.Keys.Layout.SizeOf(grouped.HeadDim) + request.Values.Layout.SizeOf(grouped.ValueHeadDim)),
            LatentAttention latent => request.Keys.Layout.SizeOf(latent.LatentRank + latent.RotaryDim) + IndexerKeys(latent),
            CompressedAttention compressed => request.Keys.Layout.SizeOf(compressed.RowWidth),
            _ => Bytes.Zero,
        };

        long HeadsOnRank(GroupedQueryAttention grouped) => Math.Max(1, grouped.KeyValueHeads / ranks);
    }

    /// <summary>An indexer's keys: one byte an element and a 4-byte scale, whatever the cache's own type (DeepSeek-V3.2, GLM-5).</summary>
    private static Bytes IndexerKeys(LatentAttention latent) => latent.Indexer is { } indexer ? Bytes.FromBytes(indexer.HeadDim + 4) : Bytes.Zero;
}
