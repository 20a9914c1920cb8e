namespace VramBot.Core.Models;

/// <summary>A mixture of experts: all are loaded, a few work on each token.</summary>
/// <param name="Experts">Routed experts.</param>
/// <param name="ExpertsPerToken">Routed experts that each token visits.</param>
/// <param name="Expert">The shape of one routed expert.</param>
public sealed record MixtureOfExperts(int Experts, int ExpertsPerToken, DenseFeedForward Expert)
{
    /// <summary>The experts that every token visits, as one block; null when there are none.</summary>
    public DenseFeedForward? Shared { get; init; }

    /// <summary>Whether the shared block is scaled by a gate of one output.</summary>
    public bool SharedGate { get; init; }

    /// <summary>Bias vectors of the router, one value an expert each: a real bias, a correction bias, or both.</summary>
    public int RouterBiases { get; init; }

    /// <summary>Width in which the experts work, when it is not the hidden size (latent experts); null otherwise.</summary>
    public int? LatentSize { get; init; }

    /// <summary>Whether the latent width has its own norm.</summary>
    public bool LatentNorm { get; init; }

    /// <summary>A dense block that runs beside the experts in the same layer (Arctic); null otherwise.</summary>
    public DenseFeedForward? Residual { get; init; }
}
