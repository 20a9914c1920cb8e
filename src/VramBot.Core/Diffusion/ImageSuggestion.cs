using VramBot.Core.Units;

namespace VramBot.Core.Diffusion;

/// <summary>A change that was estimated again.</summary>
/// <param name="Change">What is changed.</param>
/// <param name="Fit">How it sits on the card then.</param>
/// <param name="Saves">How much less has to be there.</param>
public sealed record ImageSuggestion(ImageChange Change, ImageFit Fit, Bytes Saves)
{
    /// <summary>The changed request.</summary>
    public ImageRequest Request => Fit.Estimate.Request;
}
