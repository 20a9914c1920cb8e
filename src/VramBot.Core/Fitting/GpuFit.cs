using VramBot.Core.Estimation;
using VramBot.Core.Gpus;
using VramBot.Core.Units;

namespace VramBot.Core.Fitting;

/// <summary>How a request sits on one or several equal GPUs.</summary>
/// <param name="Gpu">The GPU.</param>
/// <param name="Count">How many of them.</param>
/// <param name="Estimate">The estimate for this layout, per GPU.</param>
/// <param name="Verdict">Whether it runs.</param>
public sealed record GpuFit(Gpu Gpu, int Count, Estimate Estimate, FitVerdict Verdict)
{
    /// <summary>Memory of one GPU that a program can have, as the driver reports it.</summary>
    public Bytes Usable => Gpu.Usable;

    /// <summary>Memory left on each GPU; negative when it is short.</summary>
    public Bytes Free => Usable - Estimate.Total;
}
