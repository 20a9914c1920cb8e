using VramBot.Core.Gpus;

namespace VramBot.Core.Fitting;

/// <summary>Cards that advice aims at.</summary>
internal sealed record AdviceTarget(Rig Rig)
{
    /// <summary>The card; of different ones the one that limits them.</summary>
    public Gpu Gpu => Rig.Gpu;

    /// <summary>How many cards.</summary>
    public int Count => Rig.Count;

    /// <summary>The worst verdict that is good enough: room to spare where it just fits already.</summary>
    public FitVerdict Worst { get; init; } = FitVerdict.Tight;
}
