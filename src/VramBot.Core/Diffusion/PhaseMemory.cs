using VramBot.Core.Units;

namespace VramBot.Core.Diffusion;

/// <summary>What a phase takes.</summary>
/// <param name="Phase">Which phase.</param>
/// <param name="Weights">Weights that are on the card then.</param>
/// <param name="Activations">Tensors in use at its peak, beside the weights.</param>
/// <param name="Held">What PyTorch holds from the driver at its peak, weights included.</param>
public sealed record PhaseMemory(ImagePhase Phase, Bytes Weights, Bytes Activations, Bytes Held)
{
    /// <summary>What is in use at its peak.</summary>
    public Bytes InUse => Weights + Activations;
}
