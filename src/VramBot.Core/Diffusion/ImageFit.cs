using VramBot.Core.Fitting;
using VramBot.Core.Gpus;
using VramBot.Core.Units;

namespace VramBot.Core.Diffusion;

/// <summary>How a request sits on a card.</summary>
/// <param name="Gpu">The card.</param>
/// <param name="Estimate">What it takes there.</param>
public sealed record ImageFit(Gpu Gpu, ImageEstimate Estimate)
{
    private const double Headroom = 0.05;

    /// <summary>What is left beside what has to be there; negative when it is short.</summary>
    public Bytes Free => Gpu.Visible - Estimate.Needed;

    /// <summary>
    /// Whether it runs. It fits when what has to be there, at the upper end of the band, leaves 5 % free: what PyTorch only holds it gives back before it gives up.
    /// </summary>
    public FitVerdict Verdict =>
        Estimate.Needed > Gpu.Visible ? FitVerdict.DoesNotFit
        : Estimate.Needed.Scale(1 + ImageErrors.High) <= Gpu.Visible.Scale(1 - Headroom) ? FitVerdict.Fits
        : FitVerdict.Tight;

    /// <summary>How a request sits on a card.</summary>
    public static ImageFit Of(ImageRequest request, Gpu gpu)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new(gpu, ImageEstimator.Estimate(request with { Gpu = gpu }));
    }
}
