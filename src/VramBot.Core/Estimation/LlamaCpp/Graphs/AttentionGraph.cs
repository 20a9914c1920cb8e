using VramBot.Core.Models;
using static VramBot.Core.Estimation.LlamaCpp.Graphs.ComputeGraph;

namespace VramBot.Core.Estimation.LlamaCpp.Graphs;

/// <summary>The attention block from the normed layer input to its output projection.</summary>
/// <remarks>Source: ggml-org/llama.cpp, src/llama-graph.cpp (build_qkv, build_attn, build_attn_mha).</remarks>
internal sealed class AttentionGraph(LlamaCppPlan plan, ComputeGraph graph, GraphInputs inputs, HostTensors host)
{
    private const int Word = 4;
    private const int HalfWord = 2;

    private readonly long tokens = plan.MicroBatch;
    private readonly bool indexed = plan.Generation > LlamaCppGeneration.Unindexed;

    public GraphTensor GroupedQuery(GroupedQueryAttention attention, GraphTensor input, bool reusesCache)
    {
        var queryWidth = (long)attention.Heads * attention.HeadDim;
        var keyWidth = (long)attention.KeyValueHeads * attention.HeadDim;
        var valueWidth = (long)attention.KeyValueHeads * attention.ValueHeadDim;
        GraphTensor queries, keys, values;
        GraphTensor? gate = null;
        if (plan.Style.FusedQueryKeyValue)
        {
            var joined = Biased(Result(Word * tokens * (queryWidth + keyWidth + valueWidth), input, host.CopyOf(TensorRole.Query, TensorRole.Key, TensorRole.Value)), attention.ProjectionBias);
            (queries, keys, values) = (Rotated(Normed(Slice(joined, queryWidth), attention)), Rotated(Normed(Slice(joined, keyWidth), attention)), Slice(joined, valueWidth));
        }
        else if (attention.OutputGate)
        {
            var joined = Result(Word * tokens * 2 * queryWidth, input, host.CopyOf(TensorRole.Query, TensorRole.AttentionGate));
            queries = Rotated(Normed(Slice(joined, queryWidth), attention));
            gate = Over(Result(Word * tokens * queryWidth, View(joined)));
            if (plan.Style.ReshapesOutputGate)
                gate = View(gate);
            (keys, values) = (KeysOf(attention, input, keyWidth), View(Result(Word * tokens * valueWidth, input, host.CopyOf(TensorRole.Value))));
        }
        else
        {
            queries = HeadsOf(attention, Biased(Result(Word * tokens * queryWidth, input, host.CopyOf(TensorRole.Query)), attention.ProjectionBias));
            var projected = Biased(Result(Word * tokens * keyWidth, input, host.CopyOf(TensorRole.Key)), attention.ProjectionBias);
            keys = HeadsOf(attention, projected);
            values = attention.KeysAreValues ? View(projected) : View(Biased(Result(Word * tokens * valueWidth, input, host.CopyOf(TensorRole.Value)), attention.ProjectionBias));
            if (plan.Style.NormsValues)
                values = Result(values.Size, values);
        }

        var keyRotation = inputs.KeyRotation(attention.HeadDim);
        var valueRotation = inputs.ValueRotation(attention.ValueHeadDim);
        if (plan.Style.FusedQueryKeyValue && valueRotation is not null)
            values = Result(values.Size, values);
        var cells = plan.CellsOf(attention);
        var size = Word * tokens * attention.Heads * (long)attention.ValueHeadDim;
        var cache = inputs.CacheOf(attention);
        queries = Turned(queries, keyRotation);
        graph.Expand(queries);
        if (!reusesCache)
        {
            keys = Turned(keys, keyRotation);
            values = Turned(values, valueRotation);
            graph.Expand(values);
            graph.Expand(keys);
            graph.Expand(StoresRows ? Store(View(keys), cache.KeyRows) : Store(keys));
            graph.Expand(StoresRows ? Store(View(values), cache.ValueRows) : Store(View(values)));
        }

        var output = Attend(attention.Heads, size, queries, cache.Mask, cells, (keyWidth, valueWidth));
        if (valueRotation is not null)
            output = Turned(output, valueRotation);
        if (gate is not null)
            output = Over(output, gate);
        return Projected(attention.OutputBias, output);

        GraphTensor KeysOf(GroupedQueryAttention shape, GraphTensor from, long width) => Rotated(Normed(View(Result(Word * tokens * width, from, host.CopyOf(TensorRole.Key))), shape));
    }

    /// <summary>Latent attention with the key and value projections absorbed: every head reads the one cached row.</summary>
    /// <remarks>Source: src/models/deepseek2.cpp.</remarks>
    public GraphTensor Latent(LatentAttention attention, GraphTensor input)
    {
        long heads = attention.Heads;
        long rank = attention.LatentRank;
        long rotary = attention.RotaryDim;
        var low = attention.QueryRank is { } queryRank ? Over(Over(Result(Word * tokens * queryRank, input, host.CopyOf(TensorRole.Query)))) : input;
        var projected = Result(Word * tokens * heads * (attention.PlainDim + rotary), low, host.CopyOf(attention.QueryRank is null ? TensorRole.Query : TensorRole.QueryUp));
        var joined = Result(Word * tokens * (rank + rotary), input, host.CopyOf(TensorRole.LatentDown));
        var rotatedQueries = Result(Word * tokens * heads * rotary, View(projected), inputs.Positions);
        var rotatedKey = Result(Word * tokens * rotary, View(joined), inputs.Positions);
        var row = View(Over(Result(Word * tokens * rank, View(joined))));
        var absorbed = Result(Word * tokens * heads * rank, View(View(projected)), host.CopyOf(TensorRole.LatentKeyUp));
        var queries = Result(Word * tokens * heads * (rank + rotary), View(absorbed), rotatedQueries);
        var keys = Result(Word * tokens * (rank + rotary), row, rotatedKey);
        var cells = plan.CellsOf(attention);
        var cache = inputs.CacheOf(attention);
        graph.Expand(queries);
        graph.Expand(row);
        graph.Expand(keys);
        graph.Expand(StoresRows ? Store(View(keys), cache.KeyRows) : Store(keys));
        var cached = host.CopyOfCache(cells * plan.Streams, rank + rotary, plan.Request.Keys);
        var size = Word * tokens * heads * rank;
        var values = Word * tokens * heads * attention.ValueHeadDim;
        GraphTensor output;
        if (plan.FlashAttention)
        {
            output = Opening(Result(size + Scratch(cells, rank + rotary), View(View(queries)), cached, cache.Mask));
            output = View(Result(values, View(Result(values, View(output)))));
        }
        else
        {
            var scores = Over(Opening(Result(Word * heads * cells * tokens, cached, View(View(queries)))), cache.Mask);
            var transposed = Result(HalfWord * rank * cells);
            output = Result(values, View(Result(values, Result(size, transposed, scores))));
        }

        graph.Expand(output);
        return Projected(false, output);
    }

    /// <summary>Whether rows are written by index, and on this device.</summary>
    private bool StoresRows => indexed && !host.HoldsLayer;

    /// <summary>The host writes the cache of a layer that it holds; attention, which reads it, comes right after.</summary>
    private GraphTensor Opening(GraphTensor attended)
    {
        attended.OpensSplit = host.HoldsLayer;
        return attended;
    }

    private GraphTensor Projected(bool bias, GraphTensor output) =>
        Biased(Result(Word * tokens * plan.Network.HiddenSize, output, host.CopyOf(TensorRole.AttentionOutput)), bias);

    /// <summary>Scores over the cache and the weighted sum of values: one operation with flash attention, a matrix of heads · cells · tokens without.</summary>
    /// <remarks>A cache in host memory is copied here.</remarks>
    private GraphTensor Attend(int heads, long size, GraphTensor queries, GraphTensor mask, long cells, (long Keys, long Values) widths)
    {
        var seen = View(View(queries));
        var keys = host.CopyOfCache(cells * plan.Streams, widths.Keys, plan.Request.Keys);
        var values = host.CopyOfCache(cells * plan.Streams, widths.Values, plan.Request.Values);
        GraphTensor output;
        if (plan.FlashAttention)
        {
            output = ComputeGraph.Slice(Opening(Result(size + Scratch(cells, widths.Keys + widths.Values), seen, keys, values, mask)), size);
        }
        else
        {
            var scores = Over(Opening(Result(Word * heads * cells * tokens, keys, seen)), mask);
            output = Result(size, View(Result(size, values, scores)));
        }

        graph.Expand(output);
        return output;
    }

    /// <summary>A quantized cache is read through a 16-bit copy of one layer, which builds from mid-2026 on book with the operation.</summary>
    private long Scratch(long cells, long rowWidth) =>
        plan.Generation >= LlamaCppGeneration.HalfMask && (plan.Request.Keys.IsQuantized || plan.Request.Values.IsQuantized) ? HalfWord * cells * plan.Streams * rowWidth : 0;

    private GraphTensor HeadsOf(GroupedQueryAttention attention, GraphTensor projected) => attention.QueryKeyNorm == QueryKeyNorm.Full
        ? Rotated(View(Over(Over(projected))))
        : Rotated(Normed(View(projected), attention));

    /// <summary>Norm of each head. The slice that it reads is a view, so it needs memory of its own.</summary>
    private GraphTensor Normed(GraphTensor heads, GroupedQueryAttention attention) =>
        attention.QueryKeyNorm is QueryKeyNorm.None or QueryKeyNorm.Full ? heads : Over(Result(heads.Size, heads), host.CopyOfVector(attention.HeadDim));

    private GraphTensor Rotated(GraphTensor heads) => plan.Style.HasRotaryPositions ? Over(heads, inputs.Positions) : heads;

    /// <summary>The product with a Hadamard matrix.</summary>
    private static GraphTensor Turned(GraphTensor tensor, GraphTensor? rotation) =>
        rotation is null ? tensor : View(Result(tensor.Size, rotation, View(tensor)));

    private GraphTensor Slice(GraphTensor joined, long width) => ComputeGraph.Slice(joined, Word * tokens * width);

    private static GraphTensor Biased(GraphTensor tensor, bool bias) => bias ? Over(tensor) : tensor;
}
