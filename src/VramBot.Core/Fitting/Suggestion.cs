using VramBot.Core.Estimation;
using VramBot.Core.Units;

namespace VramBot.Core.Fitting;

/// <summary>A changed request that was estimated again.</summary>
/// <param name="Kind">What was changed.</param>
/// <param name="Changed">The request with the change.</param>
/// <param name="Fit">How it sits on the GPU that the person has, or on the smallest GPU that the change opens; null when it changes no verdict.</param>
/// <param name="Estimate">What the changed request takes.</param>
/// <param name="Saves">Memory saved against the request as asked, per GPU.</param>
public sealed record Suggestion(SuggestionKind Kind, EstimateRequest Changed, GpuFit? Fit, Estimate Estimate, Bytes Saves);
