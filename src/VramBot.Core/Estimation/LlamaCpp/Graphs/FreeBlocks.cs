namespace VramBot.Core.Estimation.LlamaCpp.Graphs;

/// <summary>Best-fit memory: free blocks by offset, the last of them without end.</summary>
/// <remarks>
/// A request takes the smallest block that holds it, among equals the last; the open end only when no other does. What is given back melts into
/// its neighbours. Sizes are rounded up to 128 bytes, CUDA's alignment. Source: ggml-org/ggml, src/ggml-alloc.c (ggml_dyn_tallocr).
/// </remarks>
internal sealed class FreeBlocks
{
    private const long Alignment = 128;

    private readonly List<(long Offset, long Size)> blocks = [(0, long.MaxValue / 2)];

    /// <summary>The highest address that was ever in use.</summary>
    public long Peak { get; private set; }

    /// <summary>A size as it is booked.</summary>
    public static long Align(long size) => (size + Alignment - 1) / Alignment * Alignment;

    public long Take(long size)
    {
        var booked = Align(size);
        var best = blocks.Count - 1;
        for (var index = 0; index < blocks.Count - 1; index++)
            if (blocks[index].Size >= booked && (best == blocks.Count - 1 || blocks[index].Size <= blocks[best].Size))
                best = index;
        var (offset, free) = blocks[best];
        if (free == booked)
            blocks.RemoveAt(best);
        else
            blocks[best] = (offset + booked, free - booked);
        Peak = Math.Max(Peak, offset + booked);
        return offset;
    }

    /// <summary>Frees a block: it melts into the first neighbour by offset, and that one into the next on its other side. Blocks of no size, which tensors of no rows leave, take part.</summary>
    public void GiveBack(long offset, long size)
    {
        var booked = Align(size);
        for (var index = 0; index < blocks.Count; index++)
        {
            var (start, free) = blocks[index];
            if (start + free == offset)
            {
                blocks[index] = (start, free + booked);
                if (index < blocks.Count - 1)
                    Merge(index);
                return;
            }

            if (offset + booked == start)
            {
                blocks[index] = (offset, free + booked);
                if (index > 0)
                    Merge(index - 1);
                return;
            }
        }

        blocks.Insert(blocks.FindLastIndex(block => block.Offset < offset) + 1, (offset, booked));
    }

    private void Merge(int index)
    {
        var (offset, size) = blocks[index];
        if (offset + size != blocks[index + 1].Offset)
            return;
        blocks[index] = (offset, size + blocks[index + 1].Size);
        blocks.RemoveAt(index + 1);
    }
}
