using VramBot.Core.Estimation;
using VramBot.Core.Gpus;

namespace VramBot.Core.Fitting;

/// <summary>The fewest cards of a kind that hold a request: the inverse of the estimate in the cards.</summary>
public static class LeastCards
{
    /// <summary>More cards than this are not looked for.</summary>
    public const int Most = 64;

    /// <summary>How the request sits on the fewest cards that hold it, whatever their number; null when no number up to 64 does, or the engine does not run on them.</summary>
    public static GpuFit? Of(EstimateRequest request, Gpu gpu, FitVerdict worst = FitVerdict.Tight)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(gpu);
        for (var count = 1; count <= (gpu.IsUnified || gpu.IsLaptop ? 1 : Most); count++)
            if (FitFinder.Find(request with { Parallelism = Parallelism.OneGpu }, gpu, count) is Result<GpuFit>.Ok { Value: var fit } && fit.Verdict <= worst)
                return fit;
        return null;
    }
}
