using VramBot.Core.Estimation;

namespace VramBot.Core.Planning;

/// <summary>A changed request that was planned again and needs fewer GPUs.</summary>
/// <param name="Kind">What is changed.</param>
/// <param name="Request">The changed request.</param>
/// <param name="Pool">The replicas that it needs.</param>
public sealed record PlanChange(PlanChangeKind Kind, EstimateRequest Request, ServingPool Pool);
