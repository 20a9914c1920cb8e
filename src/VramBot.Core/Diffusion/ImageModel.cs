using System.Collections.Immutable;
using VramBot.Core.Catalogs;

namespace VramBot.Core.Diffusion;

/// <summary>A model that makes images out of noise, with the parts of its pipeline.</summary>
public sealed record ImageModel : INamed
{
    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>What it is called: <c>Stable Diffusion XL</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The family: <c>Stable Diffusion</c>.</summary>
    public required string Family { get; init; }

    /// <summary>Month of release, <c>2023-07</c>; null when not known.</summary>
    public string? Released { get; init; }

    /// <summary>The edge of the images that it was made for, in pixels.</summary>
    public required int Side { get; init; }

    /// <summary>The id of the format in which it is used as published.</summary>
    public required string NativeFormat { get; init; }

    /// <summary>Whether each step runs twice, with the prompt and without it (classifier-free guidance), as one batch.</summary>
    public required bool IsGuided { get; init; }

    /// <summary>What takes the noise out.</summary>
    public required Denoiser Denoiser { get; init; }

    /// <summary>What reads the prompt, in the order in which they run.</summary>
    public required ImmutableArray<TextEncoder> TextEncoders { get; init; }

    /// <summary>What makes pixels.</summary>
    public required Autoencoder Autoencoder { get; init; }

    /// <summary>Weights of the classifier that diffusers loads beside it and never moves off the card; zero for none.</summary>
    public long SafetyChecker { get; init; }

    /// <summary>Whether it works without its largest text encoder.</summary>
    public bool WorksWithoutT5 { get; init; }

    /// <summary>Weights as published; null when nobody said.</summary>
    public PublishedParts? Published { get; init; }

    /// <summary>Where the facts stand.</summary>
    public required ImmutableArray<string> Sources { get; init; }
}
