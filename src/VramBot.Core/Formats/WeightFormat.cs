using System.Collections.Immutable;
using VramBot.Core.Catalogs;

namespace VramBot.Core.Formats;

/// <summary>How a checkpoint stores its weights: a name that people type and the rule that sizes each tensor.</summary>
public abstract record WeightFormat : INamed
{
    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>The name as replies print it.</summary>
    public required string Label { get; init; }

    /// <summary>Bits of a weight that the format quantizes, scales included; for sorting and for people.</summary>
    public abstract double BitsPerWeight { get; }

    /// <summary>What is known about the loss of quality, in words; null when nothing is.</summary>
    public string? QualityNote { get; init; }

    /// <summary>Measured losses of quality.</summary>
    public ImmutableArray<QualityMeasure> Quality { get; init; } = [];

    /// <summary>What a GPU must have to run it fast; null when nothing special.</summary>
    public string? Needs { get; init; }

    /// <summary>What a checkpoint's own tensors take, where that is known and the format is that of one checkpoint; null for the rule alone.</summary>
    public StoredWeights? Stored { get; init; }

    /// <summary>Where the rule comes from.</summary>
    public required string Source { get; init; }
}
