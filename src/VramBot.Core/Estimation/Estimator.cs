namespace VramBot.Core.Estimation;

/// <summary>Answers a request: the one function that adds the terms.</summary>
public static class Estimator
{
    /// <summary>Estimates a request, or says which fact or rule is missing.</summary>
    public static Result<Estimate> Estimate(EstimateRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new Problem("engine.unbuilt", request.Engine.Engine.Id, $"{request.Engine} is not estimated yet.");
    }
}
