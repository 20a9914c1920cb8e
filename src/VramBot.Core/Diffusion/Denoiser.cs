namespace VramBot.Core.Diffusion;

/// <summary>The network that takes the noise out of latents, step by step: most of an image model.</summary>
public abstract record Denoiser : NeuralPart
{
    /// <summary>Channels of a latent.</summary>
    public required int LatentChannels { get; init; }

    /// <summary>Pixels that height and width must be multiples of.</summary>
    public abstract int Multiple { get; }

    /// <summary>What its weights are called beside a bar.</summary>
    public abstract string Label { get; }
}
