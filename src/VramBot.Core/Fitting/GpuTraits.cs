using VramBot.Core.Gpus;

namespace VramBot.Core.Fitting;

/// <summary>All that an engine's memory depends on in a card; cards with the same traits share one estimate.</summary>
internal readonly record struct GpuTraits(bool IsLarge, int CapabilityTier, bool HasNvlink)
{
    public static GpuTraits Of(Gpu gpu) => new(
        gpu.Usable.TotalGibibytes >= 70 && !gpu.Name.Contains("A100", StringComparison.Ordinal),
        gpu.ComputeCapability switch { null => 0, < 9 => 1, < 10 => 2, _ => 3 },
        gpu.HasNvlink);
}
