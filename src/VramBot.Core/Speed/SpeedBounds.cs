using static VramBot.Core.Languages.Translation;

namespace VramBot.Core.Speed;

/// <summary>Bounds of speed in words.</summary>
public static class SpeedBounds
{
    /// <summary>What bounds it, as it stands behind a figure: <c>memory bandwidth</c>.</summary>
    public static string Words(this SpeedBound bound) => bound switch
    {
        SpeedBound.Bandwidth => Later("memory bandwidth"),
        SpeedBound.Compute => Later("arithmetic"),
        SpeedBound.Kernels => Later("starting kernels, layer by layer"),
        SpeedBound.Links => Later("the links between GPUs"),
        _ => Later("host memory (two channels of DDR4 to DDR5)"),
    };

    /// <summary>The bound whose part of the time is the largest.</summary>
    internal static SpeedBound Largest(double memory, double compute, double kernels, double links, double host)
    {
        var (most, bound) = (memory, SpeedBound.Bandwidth);
        Consider(compute, SpeedBound.Compute);
        Consider(kernels, SpeedBound.Kernels);
        Consider(links, SpeedBound.Links);
        Consider(host, SpeedBound.HostMemory);
        return bound;

        void Consider(double time, SpeedBound candidate)
        {
            if (time > most)
                (most, bound) = (time, candidate);
        }
    }
}
