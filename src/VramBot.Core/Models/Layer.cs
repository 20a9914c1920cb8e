namespace VramBot.Core.Models;

/// <summary>One layer: what mixes tokens, what works on each token alone, and its norms.</summary>
/// <param name="Attention">Attention, or null when tokens are mixed otherwise or not at all.</param>
/// <param name="Recurrence">A recurrent mixer; beside attention in hybrids that run both in parallel.</param>
/// <param name="Dense">A dense feed-forward block, or null.</param>
/// <param name="Experts">A mixture of experts, or null; beside a dense block where a model has both.</param>
/// <param name="NormCount">Normalisation vectors of the hidden size in this layer.</param>
public sealed record Layer(Attention? Attention, Recurrence? Recurrence, DenseFeedForward? Dense, MixtureOfExperts? Experts, int NormCount)
{
    /// <summary>Whether the layer reads the keys and values of an earlier layer and so caches none of its own.</summary>
    public bool ReusesCache { get; init; }
}
