namespace VramBot.Core.Models;

/// <summary>The model's normalisation.</summary>
/// <param name="Kind">Weights of each norm: none, a scale, or a scale and a bias.</param>
/// <param name="Final">Whether a norm stands before the output head.</param>
/// <param name="Embedding">Whether a norm stands after the embedding.</param>
public sealed record Norms(NormKind Kind, bool Final, bool Embedding);
