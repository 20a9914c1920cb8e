using System.Collections.Immutable;
using VramBot.Hub.Checkpoints;

namespace VramBot.Hub.Gguf;

/// <summary>What the header of a GGUF file says.</summary>
internal sealed record GgufHeader
{
    /// <summary>The format's version: 2 or 3.</summary>
    public required int Version { get; init; }

    /// <summary>The metadata, as far as it is kept.</summary>
    public required ImmutableDictionary<string, GgufValue> Metadata { get; init; }

    /// <summary>Every tensor, in the order of the file.</summary>
    public required ImmutableArray<StoredTensor> Tensors { get; init; }

    /// <summary>Bytes to which each tensor is padded.</summary>
    public required int Alignment { get; init; }

    /// <summary>Where the tensors begin in the file.</summary>
    public required long DataStart { get; init; }

    /// <summary>Bytes of all tensors, padding included.</summary>
    public required long DataLength { get; init; }

    /// <summary>The same header without its long lists: what is worth keeping of it.</summary>
    public required ReadOnlyMemory<byte> Reduced { get; init; }

    /// <summary>The value of a key, or null.</summary>
    public GgufValue? this[string key] => Metadata.GetValueOrDefault(key);

    /// <summary>The architecture's name in llama.cpp: <c>llama</c>, <c>qwen3moe</c>.</summary>
    public string? Architecture => this["general.architecture"]?.Text;

    /// <summary>A value of the architecture's own: <c>block_count</c> stands under <c>llama.block_count</c>.</summary>
    public GgufValue? Own(string key) => this[$"{Architecture}.{key}"];

    /// <summary>Files that this one is a part of; 1 for a whole file.</summary>
    public int Parts => (int)Math.Clamp(this["split.count"]?.Number ?? 1, 1, int.MaxValue);
}
