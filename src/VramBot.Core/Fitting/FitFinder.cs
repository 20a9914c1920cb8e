using System.Collections.Immutable;
using VramBot.Core.Estimation;
using VramBot.Core.Gpus;
using VramBot.Core.Units;

namespace VramBot.Core.Fitting;

/// <summary>Finds where a request runs.</summary>
public static class FitFinder
{
    /// <summary>The layout of every GPU, in the order of <paramref name="gpus"/>: the fewest cards that hold it, or one card and the verdict that it does not.</summary>
    /// <param name="request">What is to run; its own card and parallelism are put aside.</param>
    /// <param name="gpus">The cards to look at.</param>
    public static ImmutableArray<GpuFit> FindAll(EstimateRequest request, ImmutableArray<Gpu> gpus) => [];

    /// <summary>How the request sits on exactly these cards, with the parallelism that the request states or the best one for them.</summary>
    public static Result<GpuFit> Find(EstimateRequest request, Gpu gpu, int count) => new Problem("fit.unbuilt", string.Empty, string.Empty);

    /// <summary>The longest context that still fits in <paramref name="fit"/>'s layout, up to the model's own limit; null when none does.</summary>
    public static TokenCount? MaxContext(GpuFit fit) => null;
}
