namespace VramBot.Core.Fitting;

/// <summary>The largest rank of LoRA adapters: the inverse of the estimate in the rank.</summary>
public static class RankLimit
{
    /// <summary>The largest rank that fits where <paramref name="fit"/> lies, up to the model's hidden size, past which an adapter is no smaller than its matrix; null without adapters or when none does.</summary>
    public static int? Of(GpuFit fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        var request = fit.Estimate.Request;
        if (request is not { Training: { Adapter: { StatedParameters: null } adapter } run, Model.Network: { } network })
            return null;
        return (int?)Bisection.Largest(
            Math.Max(network.HiddenSize, adapter.Rank),
            rank => FitFinder.Holds(request with { Training = run with { Adapter = adapter with { Rank = (int)rank } } }, fit.Rig));
    }
}
