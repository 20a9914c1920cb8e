namespace VramBot.Core.Diffusion;

/// <summary>What a tensor of an image model is, which decides whether formats of few bits pack it.</summary>
public enum TensorUse
{
    /// <summary>The matrix of a linear layer: what quantization packs.</summary>
    Linear,

    /// <summary>A convolution's kernel, kept in the float width by bitsandbytes, torchao and Quanto.</summary>
    Convolution,

    /// <summary>A table that is looked up.</summary>
    Embedding,

    /// <summary>A norm's scale or a bias.</summary>
    Vector,

    /// <summary>The output matrix of a T5 feed-forward block, which Transformers keeps in 32 bit when the rest is fp16 (<c>_keep_in_fp32_modules</c>): it overflows otherwise.</summary>
    WideLinear,

    /// <summary>A table of sines that is stored with the weights but not trained: no parameter, though it takes memory.</summary>
    Buffer,
}
