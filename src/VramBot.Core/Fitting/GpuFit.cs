using System.Collections.Immutable;
using VramBot.Core.Estimation;
using VramBot.Core.Gpus;
using VramBot.Core.Units;

namespace VramBot.Core.Fitting;

/// <summary>How a request sits on some cards.</summary>
/// <param name="Rig">The cards.</param>
/// <param name="Estimate">The estimate for this layout, of the fullest card.</param>
/// <param name="Verdict">Whether it runs.</param>
public sealed record GpuFit(Rig Rig, Estimate Estimate, FitVerdict Verdict)
{
    /// <summary>The GPU; of different ones the one that limits them.</summary>
    public Gpu Gpu => Rig.Gpu;

    /// <summary>How many of them.</summary>
    public int Count => Rig.Count;

    /// <summary>The request without the split over cards that was chosen for it: of another size it would be split anew.</summary>
    internal EstimateRequest Unsplit => IsSplitChosen ? Estimate.Request with { Settings = Estimate.Request.Settings with { TensorSplit = [] } } : Estimate.Request;

    /// <summary>Whether the split over cards that differ was chosen, not asked for.</summary>
    public bool IsSplitChosen { get; init; }

    /// <summary>What each card holds, where layers are split over cards that differ; empty where all hold as much.</summary>
    public ImmutableArray<CardLoad> Loads { get; init; } = [];

    /// <summary>Memory of one GPU that a program can have, as CUDA tells it where that is known, else as the driver reports it; of different ones that of the card with the least room.</summary>
    public Bytes Usable => Loads.IsEmpty ? Gpu.Visible : Tightest.Gpu.Visible;

    /// <summary>Memory left on each GPU, on the card with the least room; negative when it is short.</summary>
    public Bytes Free => Loads.IsEmpty ? Usable - Estimate.Total : Tightest.Free;

    private CardLoad Tightest => Loads.MinBy(load => load.Free)!;
}
