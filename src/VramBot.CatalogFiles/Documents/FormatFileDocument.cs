using System.Text.Json.Serialization;

namespace VramBot.CatalogFiles.Documents;

/// <summary>A file of <c>config/formats</c>: weight formats of one kind, or cache formats.</summary>
internal sealed record FormatFileDocument
{
    [JsonPropertyName("$schema")]
    public string? Schema { get; set; }

    public List<FormatDocument> Formats { get; set; } = [];

    public List<CacheFormatDocument> CacheFormats { get; set; } = [];
}

/// <summary>A weight format as written in its file.</summary>
internal sealed record FormatDocument
{
    public string? Id { get; set; }

    public string? Label { get; set; }

    public List<string> Aliases { get; set; } = [];

    public int? FloatBytes { get; set; }

    public string? Scope { get; set; }

    public double? WeightBits { get; set; }

    public int GroupSize { get; set; }

    public double GroupBits { get; set; }

    public double RowBits { get; set; }

    public double? HeadBits { get; set; }

    public bool EmbeddingOnHost { get; set; }

    public string? GgufMix { get; set; }

    public string? BaseType { get; set; }

    public bool ImportanceMatrix { get; set; }

    public string? Unsized { get; set; }

    public string? Mix { get; set; }

    [JsonPropertyName("effective_bpw_llama2")]
    public Dictionary<string, System.Text.Json.JsonElement>? EffectiveBpwLlama2 { get; set; }

    public string? Overhead { get; set; }

    public string? Unquantized { get; set; }

    public string? QualityNote { get; set; }

    public string? Needs { get; set; }

    public List<string> NativeFor { get; set; } = [];

    public List<QualityDocument> Quality { get; set; } = [];

    public List<string> Source { get; set; } = [];
}

/// <summary>A measured loss of quality.</summary>
internal sealed record QualityDocument
{
    public string? Model { get; set; }

    public double? PplIncreasePct { get; set; }

    public double? Ppl { get; set; }

    public string? Source { get; set; }
}

/// <summary>A cache format as written in its file.</summary>
internal sealed record CacheFormatDocument
{
    public string? Id { get; set; }

    public List<string> Aliases { get; set; } = [];

    public int? ElementsPerBlock { get; set; }

    public int? BytesPerBlock { get; set; }

    public List<string> Source { get; set; } = [];
}
