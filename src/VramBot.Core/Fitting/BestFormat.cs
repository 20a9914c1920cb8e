using VramBot.Core.Catalogs;
using VramBot.Core.Estimation;
using VramBot.Core.Gpus;

namespace VramBot.Core.Fitting;

/// <summary>The best format that fits: the inverse of the estimate on the ladder of formats that an engine's checkpoints are published in.</summary>
public static class BestFormat
{
    /// <summary>How a model sits on some cards in the best format that leaves room there, else in the best that just fits; null when not even the smallest does.</summary>
    /// <param name="request">The model, its engine and everything else; its own format does not count.</param>
    /// <param name="rig">The cards.</param>
    /// <param name="catalog">Where the formats are.</param>
    public static GpuFit? Of(EstimateRequest request, Rig rig, Catalog catalog)
    {
        ArgumentNullException.ThrowIfNull(request);
        GpuFit? tight = null;
        foreach (var format in FormatLadders.For(request.Model, request.Engine.Engine, catalog))
        {
            if (FitFinder.Find(request with { Weights = format }, rig) is not Result<GpuFit>.Ok { Value: var fit })
                continue;
            if (fit.Verdict == FitVerdict.Fits)
                return fit;
            tight ??= fit.Verdict == FitVerdict.Tight ? fit : null;
        }

        return tight;
    }
}
