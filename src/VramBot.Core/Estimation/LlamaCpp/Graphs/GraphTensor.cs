using System.Runtime.CompilerServices;

namespace VramBot.Core.Estimation.LlamaCpp.Graphs;

/// <summary>A tensor of a compute graph, as far as its place in memory goes.</summary>
/// <remarks>An answer makes a hundred thousand of them, so that each is one object: its sources lie in it.</remarks>
internal sealed class GraphTensor
{
    private readonly int count;
    private SourceSlots slots;

    /// <param name="size">Bytes.</param>
    /// <param name="sources">The tensors that it is computed from, in ggml's order; null for weights and caches, which lie elsewhere.</param>
    public GraphTensor(long size, ReadOnlySpan<GraphTensor?> sources)
    {
        Size = size;
        foreach (var source in sources)
            if (source is not null)
                slots[count++] = source;
    }

    /// <param name="size">Bytes.</param>
    /// <param name="first">The first tensor that it is computed from.</param>
    /// <param name="others">The further ones, in ggml's order.</param>
    public GraphTensor(long size, GraphTensor first, ReadOnlySpan<GraphTensor?> others)
    {
        Size = size;
        slots[count++] = first;
        foreach (var source in others)
            if (source is not null)
                slots[count++] = source;
    }

    /// <summary>Bytes.</summary>
    public long Size { get; }

    /// <summary>The tensors that it is computed from, in ggml's order.</summary>
    public ReadOnlySpan<GraphTensor> Sources => ((ReadOnlySpan<GraphTensor>)slots)[..count];

    /// <summary>The tensor whose memory this one looks into; null when it has memory of its own.</summary>
    public GraphTensor? Root { get; init; }

    /// <summary>Whether it writes into a weight or cache buffer and so needs no memory here.</summary>
    public bool IsExternal { get; init; }

    /// <summary>Whether it may take the place of a source that nothing else reads.</summary>
    public bool MayReplaceSource { get; init; }

    /// <summary>Whether it comes from outside this device: allocated at the start of the split that first reads it.</summary>
    public bool IsInput { get; init; }

    /// <summary>Whether it is the copy of a matrix in host memory: its reader opens a split of its own, so that the memory of the copy before is free again.</summary>
    public bool IsHostMatrix { get; init; }

    /// <summary>Whether it must survive the graph: never freed, never replaced.</summary>
    public bool IsPinned { get; set; }

    /// <summary>Whether it is in the graph already.</summary>
    public bool IsExpanded { get; set; }

    /// <summary>Readers that are still to come.</summary>
    public int Readers { get; set; }

    /// <summary>Views into it that still have readers.</summary>
    public int Views { get; set; }

    /// <summary>Whether it has memory at the moment.</summary>
    public bool IsPlaced { get; set; }

    /// <summary>Whether the host computed something right before it, so that a split starts here.</summary>
    public bool OpensSplit { get; set; }

    /// <summary>Whether it has been placed before.</summary>
    public bool WasPlaced { get; set; }

    /// <summary>Where its memory begins.</summary>
    public long Offset { get; set; }

    /// <summary>As many as the operation with the most sources has: the scan of a gated delta rule.</summary>
    [InlineArray(6)]
    private struct SourceSlots
    {
        private GraphTensor first;
    }
}
