using System.Runtime.InteropServices;

namespace VramBot.Core.Estimation.LlamaCpp.Graphs;

/// <summary>One device's part of a graph: tensors in the order in which they are computed.</summary>
/// <remarks>Source: ggml-org/ggml, ggml_build_forward_expand: sources before readers, left to right, each once.</remarks>
internal sealed class ComputeGraph
{
    private readonly List<GraphTensor> nodes = [];

    /// <summary>The tensors in order; inputs are not among them.</summary>
    public ReadOnlySpan<GraphTensor> Nodes => CollectionsMarshal.AsSpan(nodes);

    /// <summary>What the host or another device hands over.</summary>
    public static GraphTensor Input(long size) => new(size, []) { IsInput = true };

    /// <summary>The copy of a matrix that lies in host memory.</summary>
    public static GraphTensor HostMatrix(long size) => new(size, []) { IsInput = true, IsHostMatrix = true };

    /// <summary>The result of an operation that needs memory of its own: matrix product, gated unit, rows gathered, attention.</summary>
    public static GraphTensor Result(long size, params ReadOnlySpan<GraphTensor?> sources) => new(size, sources);

    /// <summary>The result of an operation that may overwrite a source: sum, product, scale, norm, rotation, softmax, activation.</summary>
    public static GraphTensor Over(GraphTensor first, params ReadOnlySpan<GraphTensor?> others) => new(first.Size, first, others) { MayReplaceSource = true };

    /// <summary>The same memory seen otherwise: reshaped or permuted.</summary>
    public static GraphTensor View(GraphTensor of) => Slice(of, of.Size);

    /// <summary>Part of a tensor's memory.</summary>
    public static GraphTensor Slice(GraphTensor of, long size) => new(size, of, []) { Root = of.Root ?? of };

    /// <summary>A write into a cache, which lies elsewhere.</summary>
    public static GraphTensor Store(params ReadOnlySpan<GraphTensor?> sources) => new(0, sources) { IsExternal = true };

    /// <summary>Appends a tensor and what it still needs.</summary>
    public void Expand(GraphTensor tensor)
    {
        if (tensor.IsExpanded)
            return;
        tensor.IsExpanded = true;
        foreach (var source in tensor.Sources)
            Expand(source);
        if (!tensor.IsInput)
            nodes.Add(tensor);
    }
}
