using VramBot.Core.Units;

namespace VramBot.Core.Fitting;

/// <summary>The longest samples: the inverse of the estimate in the tokens of a sample.</summary>
public static class SampleLengthLimit
{
    /// <summary>The most tokens that fit where <paramref name="fit"/> lies, up to what the model was made for or what was asked; null when not even one does.</summary>
    public static TokenCount? Of(GpuFit fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        var request = fit.Estimate.Request;
        var most = Math.Max(request.Model.MaxContext.Count, request.Context.Count);
        return Bisection.Largest(most, tokens => FitFinder.Holds(request with { Context = new(tokens) }, fit.Rig)) is { } longest ? new TokenCount(longest) : null;
    }
}
