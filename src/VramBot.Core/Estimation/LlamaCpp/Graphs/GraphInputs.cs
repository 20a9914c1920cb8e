using VramBot.Core.Models;

namespace VramBot.Core.Estimation.LlamaCpp.Graphs;

/// <summary>What the host hands to a device's part of the graph beside the hidden states.</summary>
/// <remarks>Source: ggml-org/llama.cpp, src/llama-graph.cpp (build_inp_*) and src/llama-kv-cache.cpp (build_input_*).</remarks>
internal sealed class GraphInputs(LlamaCppPlan plan)
{
    private const int Word = 4;
    private const int Index = 8;
    private const int SmallestRotation = 64;

    private readonly Dictionary<bool, CacheInputs> caches = [];
    private readonly Dictionary<int, GraphTensor> rotations = [];

    /// <summary>Position of each token; four numbers where positions have several axes.</summary>
    public GraphTensor Positions { get; } = ComputeGraph.Input(Word * plan.MicroBatch * (plan.Style.HasPositionAxes ? 4 : 1));

    /// <summary>The rows whose logits are wanted.</summary>
    public GraphTensor OutputRows { get; } = ComputeGraph.Input(Word * plan.Outputs);

    /// <summary>Where each sequence's recurrent state lies.</summary>
    public GraphTensor StateRows { get; } = ComputeGraph.Input(Word * plan.Request.Sequences);

    /// <summary>The states to copy beside those of the batch's sequences: none.</summary>
    public GraphTensor FurtherStateRows { get; } = ComputeGraph.Input(0);

    /// <summary>Where a layer's cache is written and what of it is seen; sliding layers have a cache of their own.</summary>
    public CacheInputs CacheOf(Attention attention)
    {
        var slides = plan.Slides(attention);
        if (caches.TryGetValue(slides, out var known))
            return known;
        var keys = ComputeGraph.Input(Index * plan.MicroBatch);
        var values = ComputeGraph.Input(Index * plan.MicroBatch * (plan.FlashAttention ? 1 : plan.Model.WidestValues));
        return caches[slides] = new(keys, values, Mask(plan.CellsOf(attention)));
    }

    /// <summary>
    /// The Hadamard matrix that spreads the outliers of quantized keys: n · n, n the largest power of two from 64 on that divides the head; null where none
    /// does or the build has no such step.
    /// </summary>
    public GraphTensor? KeyRotation(int headDim) => plan.Request.Keys.IsQuantized ? Rotation(headDim, headDim & -headDim) : null;

    /// <summary>The same for quantized values, always 64 · 64.</summary>
    public GraphTensor? ValueRotation(int headDim) => plan.Request.Values.IsQuantized ? Rotation(headDim, -SmallestRotation) : null;

    private GraphTensor? Rotation(int headDim, int key)
    {
        if (headDim % SmallestRotation != 0 || plan.Generation < LlamaCppGeneration.HalfMask)
            return null;
        return rotations.TryGetValue(key, out var known) ? known : rotations[key] = ComputeGraph.Input((long)Word * key * key);
    }

    /// <summary>16 bit with flash attention; before mid-2026 it arrived as 32 bit and was cast where the first layer reads it.</summary>
    private GraphTensor Mask(long cells)
    {
        var elements = (long)plan.MicroBatch * cells;
        if (!plan.FlashAttention)
            return ComputeGraph.Input(Word * elements);
        return plan.Generation < LlamaCppGeneration.HalfMask
            ? ComputeGraph.Result(elements * 2, ComputeGraph.Input(Word * elements))
            : ComputeGraph.Input(elements * 2);
    }

    /// <summary>Inputs of one cache.</summary>
    internal sealed record CacheInputs(GraphTensor KeyRows, GraphTensor ValueRows, GraphTensor Mask);
}
