namespace VramBot.Core.Estimation.Bands;

/// <summary>What a model is built of, as far as estimates of it are right or wrong together.</summary>
public enum ArchitectureKind
{
    /// <summary>Attention and dense feed-forward blocks.</summary>
    Dense,

    /// <summary>A mixture of experts.</summary>
    Experts,

    /// <summary>A tower for images or sound beside the language model.</summary>
    Multimodal,

    /// <summary>Multi-head latent attention.</summary>
    Latent,

    /// <summary>Recurrent layers, alone or between attention.</summary>
    Hybrid,

    /// <summary>Whatever it is, not every part of it has a source, so what is not counted is missing.</summary>
    Incomplete,
}
