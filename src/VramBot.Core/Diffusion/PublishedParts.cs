using System.Collections.Immutable;

namespace VramBot.Core.Diffusion;

/// <summary>Weights of each part as they were published or counted, to hold ours against.</summary>
/// <param name="Denoiser">Of the denoiser.</param>
/// <param name="TextEncoders">Of the text encoders, in their order.</param>
/// <param name="Autoencoder">Of the autoencoder.</param>
/// <param name="Source">Where they stand.</param>
public sealed record PublishedParts(long Denoiser, ImmutableArray<long> TextEncoders, long Autoencoder, string Source);
