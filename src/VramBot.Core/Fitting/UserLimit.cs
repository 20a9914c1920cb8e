namespace VramBot.Core.Fitting;

/// <summary>The most users at once: the inverse of the estimate in the sequences that are served together.</summary>
public static class UserLimit
{
    /// <summary>More users than this are not looked for.</summary>
    public const int Most = 4096;

    /// <summary>The most sequences that fit where <paramref name="fit"/> lies, each as long as was asked; null when not even one does.</summary>
    public static int? Of(GpuFit fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        return (int?)FitFinder.Largest(Most, users => fit.Unsplit with { Sequences = (int)users }, fit.Rig, known: fit.Verdict == FitVerdict.DoesNotFit ? 0 : fit.Estimate.Request.Sequences);
    }
}
