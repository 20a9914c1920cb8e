using System.Collections.Immutable;
using VramBot.Core.Estimation.Adapters;
using VramBot.Core.Formats;
using VramBot.Core.Units;

namespace VramBot.Core.Catalogs;

/// <summary>What a model's own files say beyond its shape.</summary>
/// <param name="Source">The repository and its commit: <c>org/name@1a2b3c</c>.</param>
public sealed record OwnFiles(string Source)
{
    /// <summary>The format of its weights, with what its tensors take; null when it is none that is known.</summary>
    public WeightFormat? Format { get; init; }

    /// <summary>Tensors in all; zero when no header was read.</summary>
    public int Tensors { get; init; }

    /// <summary>Bytes of all that is loaded.</summary>
    public Bytes Weights { get; init; }

    /// <summary>The same by part, the largest first, each by the name that people know it by.</summary>
    public ImmutableArray<(string Name, Bytes Size)> Parts { get; init; } = [];

    /// <summary>The same by element type as the files name it, the largest first.</summary>
    public ImmutableArray<(string Name, Bytes Size)> Types { get; init; } = [];

    /// <summary>The quantization of the file that was read; null for other repositories than GGUF's.</summary>
    public string? Quantization { get; init; }

    /// <summary>All quantizations that the repository has.</summary>
    public ImmutableArray<string> Quantizations { get; init; } = [];

    /// <summary>The adapter that the repository holds for the model; null when it holds the model itself.</summary>
    public ServedAdapters? Adapter { get; init; }

    /// <summary>The adapter's own repository; null where there is none.</summary>
    public string? AdapterId { get; init; }

    /// <summary>Whether it is several models that make pictures together, one after another.</summary>
    public bool IsPipeline { get; init; }

    /// <summary>What an answer should say of how it was read, in the language of whoever asked.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}
