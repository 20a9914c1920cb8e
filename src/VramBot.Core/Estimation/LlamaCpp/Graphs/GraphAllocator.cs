namespace VramBot.Core.Estimation.LlamaCpp.Graphs;

/// <summary>Replays how ggml places a graph's tensors, and says how much memory that takes.</summary>
/// <remarks>
/// <para>
/// A device's nodes are cut into splits: one for all, or, with matrices in host memory, one from each reader of such a matrix on. At the start of a split its inputs
/// are placed, in the order of their first reader; then each tensor in turn. One that may overwrite takes the place of its first source that is
/// no view, has its size, and has no other reader and no view left. A tensor's memory is free once its last reader is placed and no view of it has readers.
/// </para>
/// <para>With pipeline copies every input exists that many times and is never reused.</para>
/// <para>Source: ggml-org/ggml, src/ggml-alloc.c (ggml_gallocr_alloc_graph_impl) and src/ggml-backend.cpp (ggml_backend_sched_split_graph).</para>
/// </remarks>
internal static class GraphAllocator
{
    /// <summary>Bytes of the buffer that holds the graph.</summary>
    /// <param name="graph">The device's part of the graph.</param>
    /// <param name="inputCopies">Copies of every input: 1, or 4 while devices work as a pipeline.</param>
    public static long PeakOf(ComputeGraph graph, int inputCopies)
    {
        var memory = new FreeBlocks();
        var nodes = graph.Nodes;
        foreach (var node in nodes)
        {
            if (node.Root is { } root)
                root.Views++;
            foreach (var source in node.Sources)
                source.Readers++;
        }

        var ahead = PlaceInputs(memory, nodes, 0, inputCopies);
        for (var index = 0; index < nodes.Length; index++)
        {
            var node = nodes[index];
            if (index == ahead)
                ahead = PlaceInputs(memory, nodes, index, inputCopies);
            if (node is { Root: null, IsExternal: false })
                Place(memory, node);
            foreach (var source in node.Sources)
                Release(memory, source);
        }

        return memory.Peak;
    }

    /// <summary>Places the inputs of the split that starts at a node; gives where the next one starts.</summary>
    private static int PlaceInputs(FreeBlocks memory, ReadOnlySpan<GraphTensor> nodes, int start, int copies)
    {
        var inputs = 0;
        for (var index = start; index < nodes.Length; index++)
        {
            var node = nodes[index];
            if (index > start && (node.OpensSplit || (inputs > 0 && ReadsNewMatrix(node))))
                return index;
            foreach (var source in node.Sources)
                if (source is { IsInput: true, WasPlaced: false })
                {
                    PlaceInput(memory, source, copies);
                    inputs++;
                }
        }

        return nodes.Length;
    }

    private static bool ReadsNewMatrix(GraphTensor node)
    {
        foreach (var source in node.Sources)
            if (source is { IsHostMatrix: true, WasPlaced: false })
                return true;
        return false;
    }

    private static void PlaceInput(FreeBlocks memory, GraphTensor input, int copies)
    {
        input.IsPlaced = input.WasPlaced = true;
        input.IsPinned = copies > 1;
        input.Offset = memory.Take(input.Size);
        for (var copy = 1; copy < copies; copy++)
            memory.Take(input.Size);
    }

    private static void Place(FreeBlocks memory, GraphTensor node)
    {
        node.IsPlaced = true;
        if (node.MayReplaceSource)
        {
            foreach (var source in node.Sources)
            {
                if (source is not { IsPlaced: true, IsPinned: false, Readers: 1, Views: 0 } || source.Size != node.Size)
                    continue;
                node.Offset = source.Offset;
                source.IsPlaced = false;
                return;
            }
        }

        node.Offset = memory.Take(node.Size);
    }

    private static void Release(FreeBlocks memory, GraphTensor source)
    {
        if (--source.Readers > 0 || source.Views > 0)
            return;
        var owner = source;
        if (source.Root is { } root)
        {
            if (--root.Views > 0 || root.Readers > 0)
                return;
            owner = root;
        }

        if (owner is not { IsPlaced: true, IsPinned: false })
            return;
        owner.IsPlaced = false;
        memory.GiveBack(owner.Offset, owner.Size);
    }
}
