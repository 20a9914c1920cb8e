namespace VramBot.Core.Fitting;

/// <summary>The largest micro-batch: the inverse of the estimate in the samples that one rank takes at once.</summary>
public static class MicroBatchLimit
{
    /// <summary>More samples than this are not looked for.</summary>
    public const int Most = 4096;

    /// <summary>The most samples that fit where <paramref name="fit"/> lies, all else unchanged; null when not even one does.</summary>
    public static int? Of(GpuFit fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        return Of(fit, FitVerdict.Tight);
    }

    /// <summary>The same, where no worse verdict is wanted than <paramref name="worst"/>.</summary>
    internal static int? Of(GpuFit fit, FitVerdict worst) =>
        (int?)Bisection.Largest(Most, samples => FitFinder.Holds(fit.Estimate.Request with { Sequences = (int)samples }, fit.Rig, worst));
}
