using System.Collections.Immutable;

namespace VramBot.Hub.Repositories;

/// <summary>A repository of GGUF files has none in the quantization that was asked for.</summary>
internal sealed class UnknownQuantizationException(ImmutableArray<string> quantizations) : Exception("there is no such quantization")
{
    /// <summary>Those that it has, the smallest first.</summary>
    public ImmutableArray<string> Quantizations { get; } = quantizations;
}
