using System.Text.Json.Serialization;

namespace VramBot.CatalogFiles.Documents;

/// <summary>A file of <c>config/gpus</c>: one vendor's cards of one class.</summary>
internal sealed record GpuFileDocument
{
    [JsonPropertyName("$schema")]
    public string? Schema { get; set; }

    public string? Vendor { get; set; }

    public List<GpuDocument> Gpus { get; set; } = [];
}

/// <summary>A card as written in its file.</summary>
internal sealed record GpuDocument
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    public List<string> Aliases { get; set; } = [];

    public string? Class { get; set; }

    public string? Form { get; set; }

    public string? Generation { get; set; }

    public int? Year { get; set; }

    public double? NominalGb { get; set; }

    public long? UsableMib { get; set; }

    public long? UsableEstimatedMib { get; set; }

    public double? UsableFractionDefault { get; set; }

    public string? UsableSource { get; set; }

    public string? UsableNote { get; set; }

    public List<long> UsableMibVariants { get; set; } = [];

    public double? TorchTotalGib { get; set; }

    public bool UnifiedMemory { get; set; }

    public double? BandwidthGbs { get; set; }

    public string? BandwidthNote { get; set; }

    public double? Fp16DenseTflops { get; set; }

    [JsonPropertyName("fp16_dense_tflops_fp16acc")]
    public double? Fp16DenseTflopsFp16acc { get; set; }

    public double? Fp8DenseTflops { get; set; }

    public double? Fp4DenseTflops { get; set; }

    public string? TflopsBasis { get; set; }

    public double? ShaderTflops { get; set; }

    public string? ComputeCapability { get; set; }

    public int? Multiprocessors { get; set; }

    public string? Gfx { get; set; }

    public bool MatrixUnits { get; set; }

    public bool Fp8 { get; set; }

    public string? Fp4 { get; set; }

    public bool Int8Tensor { get; set; }

    public bool Bf16 { get; set; }

    [JsonPropertyName("dp4a_int8")]
    public bool Dp4aInt8 { get; set; }

    public int? TdpW { get; set; }

    public bool Export { get; set; }

    public bool Nvlink { get; set; }

    public string? Interconnect { get; set; }

    public decimal? MsrpUsd { get; set; }

    public string? MsrpNote { get; set; }

    public PriceDocument? PriceHourUsd { get; set; }

    public PriceDocument? PriceHourRangeUsd { get; set; }

    public string? GpuShareNote { get; set; }

    public string? Note { get; set; }

    public List<string> Unsourced { get; set; } = [];

    public List<string> Source { get; set; } = [];
}

/// <summary>What renting a card costs.</summary>
internal sealed record PriceDocument
{
    public decimal? Spot { get; set; }

    public decimal? OnDemand { get; set; }

    public decimal? Low { get; set; }

    public decimal? High { get; set; }

    public string? Provider { get; set; }

    public string? Date { get; set; }

    public string? Source { get; set; }
}
