namespace VramBot.Core.Models;

/// <content>Tensors of attention blocks.</content>
public static partial class TensorInventory
{
    private static IEnumerable<TensorGroup> Grouped(int layer, long hidden, GroupedQueryAttention attention)
    {
        long queries = (long)attention.Heads * attention.HeadDim;
        long keys = (long)attention.KeyValueHeads * attention.HeadDim;
        long values = (long)attention.KeyValueHeads * attention.ValueHeadDim;
        yield return Matrix(TensorRole.Query, layer, queries, hidden);
        if (attention.OutputGate)
            yield return Matrix(TensorRole.AttentionGate, layer, queries, hidden);
        yield return Matrix(TensorRole.Key, layer, keys, hidden);
        if (!attention.KeysAreValues)
            yield return Matrix(TensorRole.Value, layer, values, hidden);
        yield return Matrix(TensorRole.AttentionOutput, layer, hidden, (long)attention.Heads * attention.ValueHeadDim);
        if (attention.HeadGate)
            yield return Matrix(TensorRole.AttentionGate, layer, attention.Heads, hidden);
        if (attention.ProjectionBias)
            yield return Vector(TensorRole.Bias, layer, queries + keys + (attention.KeysAreValues ? 0 : values));
        if (attention.OutputBias)
            yield return Vector(TensorRole.Bias, layer, hidden);
        if (attention.Sinks)
            yield return Vector(TensorRole.Bias, layer, attention.Heads);
        if (QueryKeyNormSize(attention) is > 0 and var norm)
            yield return Vector(TensorRole.Norm, layer, norm);
    }

    private static long QueryKeyNormSize(GroupedQueryAttention attention) => attention.QueryKeyNorm switch
    {
        QueryKeyNorm.Head => 2L * attention.HeadDim,
        QueryKeyNorm.Full or QueryKeyNorm.PerHead => (long)(attention.Heads + attention.KeyValueHeads) * attention.HeadDim,
        QueryKeyNorm.HeadLayerNorm => 4L * attention.HeadDim,
        QueryKeyNorm.Shared => attention.HeadDim,
        _ => 0,
    };

    private static IEnumerable<TensorGroup> Latent(int layer, long hidden, LatentAttention attention)
    {
        long heads = attention.Heads;
        long queries = heads * (attention.PlainDim + attention.RotaryDim);
        long rank = attention.LatentRank;
        if (attention.QueryRank is { } queryRank)
        {
            yield return Matrix(TensorRole.Query, layer, queryRank, hidden);
            yield return Vector(TensorRole.Norm, layer, queryRank);
            yield return Matrix(TensorRole.QueryUp, layer, queries, queryRank);
        }
        else
        {
            yield return Matrix(TensorRole.Query, layer, queries, hidden);
        }

        yield return Matrix(TensorRole.LatentDown, layer, rank + attention.RotaryDim, hidden);
        yield return Vector(TensorRole.Norm, layer, rank);
        yield return Matrix(TensorRole.LatentKeyUp, layer, heads * rank, attention.PlainDim);
        yield return Matrix(TensorRole.LatentValueUp, layer, heads * attention.ValueHeadDim, rank);
        yield return Matrix(TensorRole.AttentionOutput, layer, hidden, heads * attention.ValueHeadDim);
        if (attention.ProjectionBias)
            yield return Vector(TensorRole.Bias, layer, (attention.QueryRank ?? 0) + rank + attention.RotaryDim);
        if (attention.OutputGate)
            yield return Matrix(TensorRole.AttentionGate, layer, heads * attention.ValueHeadDim, hidden);
        if (attention.Indexer is { } indexer)
            foreach (var group in Indexer(layer, hidden, attention.QueryRank ?? 0, indexer))
                yield return group;
    }

    private static IEnumerable<TensorGroup> Indexer(int layer, long hidden, long queryRank, SparseIndexer indexer)
    {
        yield return Matrix(TensorRole.Indexer, layer, (long)indexer.Heads * indexer.HeadDim, queryRank);
        yield return Matrix(TensorRole.Indexer, layer, indexer.HeadDim, hidden);
        yield return Vector(TensorRole.Norm, layer, 2L * indexer.HeadDim);
        yield return Matrix(TensorRole.Indexer, layer, indexer.Heads, hidden);
    }
}
