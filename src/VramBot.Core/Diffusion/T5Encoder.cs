namespace VramBot.Core.Diffusion;

/// <summary>The encoder half of T5 1.1.</summary>
/// <remarks>Source: huggingface/transformers, models/t5/modeling_t5.py (gated feed-forward blocks without biases, one table of relative positions).</remarks>
/// <param name="Name">What it is called.</param>
public sealed record T5Encoder(string Name) : TextEncoder(Name)
{
    private const int PositionBuckets = 32;

    /// <summary>Attention heads of 64.</summary>
    public required int Heads { get; init; }

    /// <inheritdoc/>
    public override bool IsLarge => true;

    /// <inheritdoc/>
    public override IEnumerable<LayerTensor> Tensors() =>
    [
        new(TensorUse.Embedding, Vocabulary, Hidden),
        new(TensorUse.Embedding, PositionBuckets, Heads),
        .. LayerTensor.Linear(Hidden, Heads * 64L, 3 * Layers, bias: false),
        .. LayerTensor.Linear(Heads * 64L, Hidden, Layers, bias: false),
        .. LayerTensor.Linear(Hidden, Inner, 2 * Layers, bias: false),
        new(TensorUse.WideLinear, Hidden, Inner, Layers),
        LayerTensor.Vector(Hidden, (2 * Layers) + 1),
    ];
}
