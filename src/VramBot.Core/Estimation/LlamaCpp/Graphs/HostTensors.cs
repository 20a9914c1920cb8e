using VramBot.Core.Models;

namespace VramBot.Core.Estimation.LlamaCpp.Graphs;

/// <summary>Copies of weights that stay in host memory, made in the compute buffer while a large batch is computed on the GPU.</summary>
/// <remarks>
/// A product of 32 rows and more with a matrix in host memory runs on the first GPU; the matrix is copied there for that one product.
/// Source: ggml-org/ggml, src/ggml-backend.cpp (op_offload).
/// </remarks>
internal sealed class HostTensors(LlamaCppPlan plan)
{
    /// <summary>The layer that is being built.</summary>
    public int Layer { get; set; }

    /// <summary>Whether the layer, its cache included, is in host memory.</summary>
    public bool HoldsLayer => plan.Placement.GpuOf(Layer) == LayerPlacement.Host;

    /// <summary>The copy of a layer's matrices of these roles, which are one tensor; null when they are on a GPU.</summary>
    public GraphTensor? CopyOf(params ReadOnlySpan<TensorRole> roles)
    {
        if (!HoldsLayer)
            return null;
        long size = 0;
        foreach (var role in roles)
            size += plan.Weights.SizeOf(Layer, role).Count;
        return ComputeGraph.Result(size);
    }

    /// <summary>The copy of all experts' matrices of a role; null when they are on a GPU.</summary>
    public GraphTensor? CopyOfExperts(params ReadOnlySpan<TensorRole> roles)
    {
        if (!plan.Placement.HasHostExperts(Layer))
            return null;
        var size = 0L;
        foreach (var role in roles)
            size += plan.Weights.SizeOf(Layer, role).Count;
        return ComputeGraph.Result(size);
    }

    /// <summary>The copy of the output matrix; null when it is on a GPU.</summary>
    public GraphTensor? CopyOfHead() => plan.Placement.HeadOnGpu ? null : ComputeGraph.Result(plan.Weights.Head.Count);
}
