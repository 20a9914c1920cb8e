using System.Text.Json.Serialization;

namespace VramBot.CatalogFiles.Documents;

/// <summary>A file of <c>config/diffusion</c>: one family of models that make images.</summary>
internal sealed record DiffusionFileDocument
{
    [JsonPropertyName("$schema")]
    public string? Schema { get; set; }

    public string? Family { get; set; }

    public List<ImageModelDocument> Models { get; set; } = [];
}

/// <summary>A model as written in its file.</summary>
internal sealed record ImageModelDocument
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    public List<string> Aliases { get; set; } = [];

    public string? Released { get; set; }

    public int? Side { get; set; }

    public string? NativeFormat { get; set; }

    public bool Guided { get; set; }

    public DenoiserDocument? Denoiser { get; set; }

    public List<TextEncoderDocument> TextEncoders { get; set; } = [];

    public AutoencoderDocument? Autoencoder { get; set; }

    public long SafetyChecker { get; set; }

    [JsonPropertyName("works_without_t5")]
    public bool WorksWithoutT5 { get; set; }

    public PublishedPartsDocument? Published { get; set; }

    public List<string> Source { get; set; } = [];
}

/// <summary>A denoiser of any kind.</summary>
internal sealed record DenoiserDocument
{
    public string? Type { get; set; }

    public int? LatentChannels { get; set; }

    public List<int> Widths { get; set; } = [];

    public List<int> Depths { get; set; } = [];

    public int? MiddleDepth { get; set; }

    public int? Layers { get; set; }

    public int? ContextWidth { get; set; }

    public bool LinearProjections { get; set; }

    public int AddedWidth { get; set; }

    public int? Heads { get; set; }

    public int? Blocks { get; set; }

    public int DualBlocks { get; set; }

    public bool QueryKeyNorm { get; set; }

    public int? PooledWidth { get; set; }

    public int? PositionEdge { get; set; }

    public int? TextTokens { get; set; }

    public int? DoubleBlocks { get; set; }

    public int? SingleBlocks { get; set; }

    public bool GuidanceInput { get; set; }
}

/// <summary>A text encoder of any kind.</summary>
internal sealed record TextEncoderDocument
{
    public string? Type { get; set; }

    public string? Name { get; set; }

    public int? HiddenSize { get; set; }

    public int? IntermediateSize { get; set; }

    public int? Layers { get; set; }

    public int? Vocabulary { get; set; }

    public int? Tokens { get; set; }

    public int Projection { get; set; }

    public int? Heads { get; set; }
}

/// <summary>An autoencoder.</summary>
internal sealed record AutoencoderDocument
{
    public int? LatentChannels { get; set; }

    public bool QuantConvolutions { get; set; }

    public bool Float32WhenHalf { get; set; }
}

/// <summary>Weights as published.</summary>
internal sealed record PublishedPartsDocument
{
    public long Denoiser { get; set; }

    public List<long> TextEncoders { get; set; } = [];

    public long Autoencoder { get; set; }

    public string? Source { get; set; }
}
