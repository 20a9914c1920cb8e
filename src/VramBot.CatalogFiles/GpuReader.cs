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
            IsExport = gpu.Export,
            Year = faults.Positive("year", gpu.Year),
            LaunchPriceUsd = Price("msrp_usd", gpu.MsrpUsd, faults),
            PriceNote = gpu.MsrpNote,
            Rental = gpu.PriceHourUsd is { } rental ? Rental(rental, faults) : null,
            RentalMarket = gpu.PriceHourRangeUsd is { } market ? Market(market, faults) : null,
            PowerWatts = gpu.TdpW,
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

    /// <summary>A price without its day, or from nowhere, is none.</summary>
    private static RentalPrice Rental(PriceDocument price, EntryFaults faults) => new(
        Price("price_hour_usd.on_demand", price.OnDemand ?? 0, faults) ?? 0,
        Price("price_hour_usd.spot", price.Spot, faults),
        faults.Text("price_hour_usd.provider", price.Provider),
        faults.Text("price_hour_usd.date", price.Date),
        faults.Text("price_hour_usd.source", price.Source));

    private static RentalRange Market(PriceDocument range, EntryFaults faults) => new(
        Price("price_hour_range_usd.low", range.Low ?? 0, faults) ?? 0,
        Price("price_hour_range_usd.high", range.High ?? 0, faults) ?? 0,
        faults.Text("price_hour_range_usd.date", range.Date),
        faults.Text("price_hour_range_usd.source", range.Source));

    private static decimal? Price(string field, decimal? price, EntryFaults faults)
    {
        if (price is <= 0)
            faults.Add(field, $"is {price}, must be above zero");
        return price;
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
