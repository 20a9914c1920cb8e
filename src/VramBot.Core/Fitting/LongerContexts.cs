using System.Collections.Immutable;
using VramBot.Core.Estimation;
using VramBot.Core.Units;

namespace VramBot.Core.Fitting;

/// <summary>What the same request takes with more context: 16k, 32k and 128k tokens, as far as the model was made for them.</summary>
public static class LongerContexts
{
    private static readonly ImmutableArray<TokenCount> Steps = [new(16 * 1024), new(32 * 1024), new(128 * 1024)];

    /// <summary>An estimate for each step beyond the context that was asked for, on the same cards.</summary>
    public static ImmutableArray<Estimate> Of(Estimate estimate)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        var request = estimate.Request;
        return
        [
            .. Steps.Where(step => step > request.Context && step <= request.Model.MaxContext)
                .Select(step => Estimator.Estimate(request with { Context = step })).OfType<Result<Estimate>.Ok>().Select(longer => longer.Value),
        ];
    }
}
