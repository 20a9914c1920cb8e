using VramBot.Core.Gpus;

namespace VramBot.Core.Fitting;

/// <summary>Cards that people can buy or rent today: those that an answer names without being asked.</summary>
public static class CommonCards
{
    private const int CurrentSince = 2020;

    /// <summary>Whether it is a current card in its ordinary form: no laptop chip, export variant or rebuilt card.</summary>
    public static bool Contains(Gpu gpu)
    {
        ArgumentNullException.ThrowIfNull(gpu);
        return gpu is { Year: >= CurrentSince, IsLaptop: false, IsExport: false }
            && !gpu.Name.Contains("modded", StringComparison.OrdinalIgnoreCase)
            && !gpu.Name.EndsWith(" D", StringComparison.Ordinal)
            && !gpu.Name.Contains(" D ", StringComparison.Ordinal);
    }
}
