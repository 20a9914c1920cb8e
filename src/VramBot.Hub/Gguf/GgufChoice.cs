using System.Collections.Immutable;

namespace VramBot.Hub.Gguf;

/// <summary>One quantization of a repository of GGUF files.</summary>
/// <param name="Quantization">What its name says: <c>Q4_K_M</c>.</param>
/// <param name="Files">Its file, or its parts in order.</param>
/// <param name="Size">Bytes of them all; null when the hub does not say.</param>
public sealed record GgufChoice(string Quantization, ImmutableArray<string> Files, long? Size);
