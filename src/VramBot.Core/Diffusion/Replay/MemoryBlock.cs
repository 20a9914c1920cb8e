namespace VramBot.Core.Diffusion.Replay;

/// <summary>A stretch of a segment that the allocator has given out or may give out.</summary>
internal sealed class MemoryBlock
{
    public required long Size { get; set; }

    /// <summary>In the order of their making, which decides between blocks of one size.</summary>
    public required long Number { get; init; }

    /// <summary>Whether its segment is one for tensors of 1 MiB and less.</summary>
    public required bool IsSmall { get; init; }

    public bool IsFree { get; set; } = true;

    public MemoryBlock? Before { get; set; }

    public MemoryBlock? Behind { get; set; }
}
