using System.Globalization;

namespace VramBot.Core.Diffusion;

/// <summary>Pixels of an image.</summary>
/// <param name="Width">Across.</param>
/// <param name="Height">Down.</param>
public readonly record struct ImageSize(int Width, int Height)
{
    /// <summary>All pixels.</summary>
    public long Pixels => (long)Width * Height;

    /// <summary>Latents of the autoencoder: one for 8 × 8 pixels.</summary>
    public long Latents => (long)(Width / Autoencoder.Scale) * (Height / Autoencoder.Scale);

    /// <summary>As it is typed: <c>832x1216</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Width}x{Height}");
}
