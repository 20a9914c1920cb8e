using VramBot.Core.Gpus;

namespace VramBot.Core.Fitting;

/// <summary>Cards that advice aims at.</summary>
internal sealed record AdviceTarget(Gpu Gpu, int Count)
{
    /// <summary>The worst verdict that is good enough: room to spare where it just fits already.</summary>
    public FitVerdict Worst { get; init; } = FitVerdict.Tight;
}
