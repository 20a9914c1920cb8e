using VramBot.Core.Units;

namespace VramBot.Core.Diffusion;

/// <summary>A network that an image pipeline is made of.</summary>
public abstract record NeuralPart
{
    /// <summary>Every tensor, in no particular order.</summary>
    public abstract IEnumerable<LayerTensor> Tensors();

    /// <summary>Trained weights, as publishers count them.</summary>
    public ParameterCount Parameters => new(Tensors().Where(tensor => tensor.Use != TensorUse.Buffer).Sum(tensor => tensor.Elements));
}
