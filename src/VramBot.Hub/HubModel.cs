using System.Collections.Immutable;
using VramBot.Core.Catalogs;
using VramBot.Core.Formats;

namespace VramBot.Hub;

/// <summary>A model as its own files describe it, in the words of the catalog.</summary>
public sealed record HubModel
{
    /// <summary>What was asked for.</summary>
    public required HubId Id { get; init; }

    /// <summary>The commit that was read.</summary>
    public required string Commit { get; init; }

    /// <summary>What the repository holds.</summary>
    public required HubModelKind Kind { get; init; }

    /// <summary>The model; without a network where its shape could not be told, so that only its weights are known.</summary>
    public required ModelEntry Entry { get; init; }

    /// <summary>The format of its weights, one of the catalog's or one made for its file; null when it is none that is known.</summary>
    public WeightFormat? Format { get; init; }

    /// <summary>Its tensors; null when no header was read.</summary>
    public ExactWeights? Weights { get; init; }

    /// <summary>The quantization whose file was read; null for other repositories than GGUF's.</summary>
    public string? Quantization { get; init; }

    /// <summary>All quantizations of the repository, the smallest first.</summary>
    public ImmutableArray<string> Quantizations { get; init; } = [];

    /// <summary>The adapter that the repository holds; the rest is then about its base.</summary>
    public HubAdapter? Adapter { get; init; }

    /// <summary>The models that make up a pipeline.</summary>
    public ImmutableArray<PipelinePart> Pipeline { get; init; } = [];

    /// <summary>What an answer should say of how it was read.</summary>
    public ImmutableArray<HubNote> Notes { get; init; } = [];
}
