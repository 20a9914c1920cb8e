using System.Globalization;
using VramBot.CatalogFiles.Documents;
using VramBot.Core.Gpus;
using VramBot.Core.Units;

namespace VramBot.CatalogFiles;

/// <summary>Turns a card's document into a catalog entry.</summary>
internal static class GpuReader
{
    public static Gpu Read(string? vendor, GpuDocument gpu, EntryFaults faults)
    {
        faults.Sourced(gpu.Source);
        var nominal = faults.Positive("nominal_gb", gpu.NominalGb);
        return new()
        {
            Id = faults.Text("id", gpu.Id),
            Aliases = [.. gpu.Aliases],
            Name = faults.Text("name", gpu.Name),
            Vendor = Named<GpuVendor>("vendor", vendor, faults),
            Class = Named<GpuClass>("class", gpu.Class, faults),
            Generation = gpu.Generation,
            NominalGigabytes = nominal,
            Usable = Usable(gpu, nominal, faults),
            UsableIsMeasured = gpu.UsableMib is not null && gpu.UsableSource?.Contains("log", StringComparison.Ordinal) == true,
            BandwidthGigabytesPerSecond = faults.Positive("bandwidth_gbs", gpu.BandwidthGbs),
            DenseTeraflops = gpu.Fp16DenseTflops,
            ShaderTeraflops = gpu.ShaderTflops,
            CudaTotal = gpu.TorchTotalGib is { } total ? Bytes.FromGibibytes(total) : null,
            ComputeCapability = Capability(gpu, faults),
            Multiprocessors = gpu.Multiprocessors,
            HasFp8 = gpu.Fp8,
            HasBf16 = gpu.Bf16,
            HasNvlink = gpu.Nvlink || gpu.Interconnect is not null,
            IsUnified = gpu.UnifiedMemory,
            IsLaptop = gpu.Form == "laptop",
            Year = faults.Positive("year", gpu.Year),
            LaunchPriceUsd = gpu.MsrpUsd,
            Unsourced = [.. gpu.Unsourced],
            Sources = [.. gpu.Source],
        };
    }

    /// <summary>The driver's figure where one is known, else the share of the nominal gibibytes that the vendor lets a program have.</summary>
    private static Bytes Usable(GpuDocument gpu, double nominal, EntryFaults faults)
    {
        if ((gpu.UsableMib ?? gpu.UsableEstimatedMib) is { } mebibytes)
        {
            if (mebibytes < 1)
                faults.Add("usable_mib", $"is {mebibytes}, must be at least 1");
            return Bytes.FromMebibytes(mebibytes);
        }

        if (gpu.UsableFractionDefault is null)
            faults.Add("usable_mib", "is missing: give usable_mib, usable_estimated_mib or usable_fraction_default");
        return Bytes.FromGibibytes(nominal * (gpu.UsableFractionDefault ?? 1));
    }

    private static double? Capability(GpuDocument gpu, EntryFaults faults)
    {
        if (gpu.ComputeCapability is null)
            return null;
        if (double.TryParse(gpu.ComputeCapability, NumberStyles.Float, CultureInfo.InvariantCulture, out var capability))
            return capability;
        faults.Add("compute_capability", $"is '{gpu.ComputeCapability}', must be a number such as 8.9");
        return null;
    }

    private static T Named<T>(string field, string? name, EntryFaults faults)
        where T : struct, Enum
    {
        if (Enum.TryParse<T>(name, ignoreCase: true, out var value) && Enum.IsDefined(value))
            return value;
        faults.Add(field, $"is '{name}'; names are {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}");
        return default;
    }
}
