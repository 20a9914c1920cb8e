namespace VramBot.Core.Diffusion;

/// <summary>The text tower of CLIP or OpenCLIP.</summary>
/// <remarks>Source: huggingface/transformers, models/clip/modeling_clip.py.</remarks>
/// <param name="Name">What it is called.</param>
public sealed record ClipEncoder(string Name) : TextEncoder(Name)
{
    /// <summary>Width of the projection behind it; zero where the pipeline takes the states alone.</summary>
    public int Projection { get; init; }

    /// <inheritdoc/>
    public override bool IsLarge => false;

    /// <inheritdoc/>
    public override IEnumerable<LayerTensor> Tensors() =>
    [
        new(TensorUse.Embedding, Vocabulary, Hidden),
        new(TensorUse.Embedding, Tokens, Hidden),
        .. LayerTensor.Linear(Hidden, Hidden, 4 * Layers),
        .. LayerTensor.Linear(Hidden, Inner, Layers),
        .. LayerTensor.Linear(Inner, Hidden, Layers),
        LayerTensor.Norm(Hidden, (2 * Layers) + 1),
        .. LayerTensor.Linear(Hidden, Projection, bias: false),
    ];
}
