namespace VramBot.Core.Diffusion;

/// <summary>Where the large text encoder, T5, works.</summary>
public enum LargeEncoder
{
    /// <summary>On the card.</summary>
    OnCard,

    /// <summary>On the processor, from host memory.</summary>
    OnHost,

    /// <summary>Nowhere: the model is used without it.</summary>
    LeftOut,
}
