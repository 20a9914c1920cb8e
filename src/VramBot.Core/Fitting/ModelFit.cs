using VramBot.Core.Catalogs;

namespace VramBot.Core.Fitting;

/// <summary>A model on somebody's cards, in the best format that fits there.</summary>
/// <param name="Model">The model.</param>
/// <param name="Fit">How it sits.</param>
public sealed record ModelFit(ModelEntry Model, GpuFit Fit);
