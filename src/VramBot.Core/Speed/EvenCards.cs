using VramBot.Core.Fitting;
using VramBot.Core.Gpus;
using VramBot.Core.Units;

namespace VramBot.Core.Speed;

/// <summary>Cards that differ as equal ones that are as fast together.</summary>
/// <remarks>
/// Layers on different cards work one after another, so that their times add up. Formula: the rate of each of the equal cards is <c>Σ share / Σ (share / rate)</c>, the mean weighted by what each card holds.
/// </remarks>
internal static class EvenCards
{
    public static GpuFit Of(GpuFit fit)
    {
        if (fit.Loads.IsEmpty)
            return fit;
        var card = fit.Gpu with
        {
            BandwidthGigabytesPerSecond = Mean(fit, gpu => gpu.BandwidthGigabytesPerSecond),
            DenseTeraflops = fit.Loads.All(load => load.Gpu.DenseTeraflops is not null) ? Mean(fit, gpu => gpu.DenseTeraflops!.Value) : null,
        };
        return fit with { Rig = Rig.Of(card, fit.Count), Loads = [] };
    }

    private static double Mean(GpuFit fit, Func<Gpu, double> rate) =>
        fit.Loads.Sum(load => Weight(load.Total)) / fit.Loads.Sum(load => Weight(load.Total) / rate(load.Gpu));

    private static double Weight(Bytes held) => held.TotalGibibytes;
}
