using VramBot.Core.Estimation;
using VramBot.Core.Estimation.LlamaCpp;
using VramBot.Core.Units;

namespace VramBot.Core.Fitting;

/// <summary>A changed request that was estimated again.</summary>
/// <param name="Kind">What was changed.</param>
/// <param name="Changed">The request with the change.</param>
/// <param name="Fit">How it sits on the GPU that the person has, or on the smallest GPU that the change opens; null when it changes no verdict.</param>
/// <param name="Estimate">What the changed request takes.</param>
/// <param name="Saves">Memory saved against the request as asked on the same cards, per GPU.</param>
public sealed record Suggestion(SuggestionKind Kind, EstimateRequest Changed, GpuFit? Fit, Estimate Estimate, Bytes Saves)
{
    /// <summary>What is kept in host memory, when that is the change.</summary>
    public HostOffload? Offload { get; init; }

    /// <summary>Whether it costs so much quality or speed that it is a makeshift: weights of 3 bits and fewer, answers slower than people read.</summary>
    public bool IsGreatLoss => Loss.Of(this) == Loss.Great;
}
