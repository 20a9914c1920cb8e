namespace VramBot.Core.Diffusion;

/// <summary>The program that runs an image model.</summary>
public enum ImageLoader
{
    /// <summary>Hugging Face's library.</summary>
    Diffusers,

    /// <summary>ComfyUI, which moves parts off the card by itself.</summary>
    ComfyUi,
}
