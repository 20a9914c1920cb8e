using VramBot.Core.Gpus;

namespace VramBot.Core.Fitting;

/// <summary>Cards that advice aims at.</summary>
internal sealed record AdviceTarget(Gpu Gpu, int Count);
