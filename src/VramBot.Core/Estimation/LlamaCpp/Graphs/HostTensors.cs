using VramBot.Core.Formats;
using VramBot.Core.Models;

namespace VramBot.Core.Estimation.LlamaCpp.Graphs;

/// <summary>Copies of weights that stay in host memory, made in the compute buffer while a large batch is computed on the GPU.</summary>
/// <remarks>
/// An operation of 32 rows and more on a weight in host memory runs on the first GPU; the weight is copied there for that one operation, norms' scales too.
/// Attention follows its queries: it runs there on a copy of the cached rows, which the host writes.
/// Source: ggml-org/ggml, src/ggml-backend.cpp (op_offload).
/// </remarks>
internal sealed class HostTensors(LlamaCppPlan plan)
{
    private const int Word = 4;

    private bool holdsExperts;

    /// <summary>The layer that is being built.</summary>
    public int Layer
    {
        get;
        set => (field, HoldsLayer, holdsExperts) = (value, plan.Placement.GpuOf(value) == LayerPlacement.Host, plan.Placement.HasHostExperts(value));
    }

    /// <summary>Whether the layer, its cache included, is in host memory.</summary>
    public bool HoldsLayer { get; private set; }

    /// <summary>The copy of a layer's matrices of these roles, which are one tensor; null when they are on a GPU.</summary>
    public GraphTensor? CopyOf(params ReadOnlySpan<TensorRole> roles)
    {
        if (!HoldsLayer)
            return null;
        long size = 0;
        foreach (var role in roles)
            size += plan.Weights.SizeOf(Layer, role).Count;
        return ComputeGraph.HostMatrix(size);
    }

    /// <summary>The copy of one matrix among a layer's matrices of a role, by its rows; null when they are on a GPU.</summary>
    public GraphTensor? CopyOfPart(TensorRole role, long rows, long allRows) =>
        HoldsLayer ? ComputeGraph.HostMatrix(plan.Weights.SizeOf(Layer, role).Count * rows / allRows) : null;

    /// <summary>The copy of all experts' matrices of a role; null when they are on a GPU.</summary>
    public GraphTensor? CopyOfExperts(params ReadOnlySpan<TensorRole> roles)
    {
        if (!holdsExperts)
            return null;
        var size = 0L;
        foreach (var role in roles)
            size += plan.Weights.SizeOf(Layer, role).Count;
        return ComputeGraph.HostMatrix(size);
    }

    /// <summary>The copy of a vector of a layer, such as a norm's scale; null when it is on a GPU.</summary>
    public GraphTensor? CopyOfVector(long elements) => HoldsLayer ? ComputeGraph.HostMatrix(Word * elements) : null;

    /// <summary>The copy of all experts' bias vectors of a role; null when they are on a GPU.</summary>
    public GraphTensor? CopyOfExpertBiases(long elements) => holdsExperts ? ComputeGraph.HostMatrix(Word * elements) : null;

    /// <summary>The copy of a layer's cached rows, which attention reads here; null when they are on a GPU.</summary>
    public GraphTensor? CopyOfCache(long cells, long width, CacheFormat format) => HoldsLayer ? ComputeGraph.Input(cells * format.Layout.SizeOf(width).Count) : null;

    /// <summary>The copy of the output matrix; null when it is on a GPU.</summary>
    public GraphTensor? CopyOfHead() => plan.Placement.HeadOnGpu ? null : ComputeGraph.HostMatrix(plan.Weights.Head.Count);
}
