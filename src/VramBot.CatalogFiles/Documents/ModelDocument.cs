namespace VramBot.CatalogFiles.Documents;

/// <summary>A model as written in its file; names follow config.json where it has the fact.</summary>
internal sealed record ModelDocument
{
    public string? Id { get; set; }

    public List<string> Aliases { get; set; } = [];

    public string? Architecture { get; set; }

    public string? Released { get; set; }

    public string? License { get; set; }

    public string? Base { get; set; }

    public string? SameArchitectureAs { get; set; }

    public bool Complete { get; set; } = true;

    public bool Hypothetical { get; set; }

    public int? Layers { get; set; }

    public int? HiddenSize { get; set; }

    public int? IntermediateSize { get; set; }

    public List<int>? IntermediateSizes { get; set; }

    public int? VocabSize { get; set; }

    public int? EmbeddingDim { get; set; }

    public int PositionEmbeddings { get; set; }

    public bool? TieEmbeddings { get; set; }

    public bool LmHeadBias { get; set; }

    public long? MaxContext { get; set; }

    public int? SlidingWindow { get; set; }

    /// <summary>Whether the width of the window could not be found: its layers are then taken to keep everything.</summary>
    public bool SlidingWindowUnsourced { get; set; }

    public int? AttentionChunkSize { get; set; }

    public string? LayerMap { get; set; }

    public string? FfnLayerMap { get; set; }

    public RopeDocument? Rope { get; set; }

    public AttentionDocument? Attention { get; set; }

    public Dictionary<string, AttentionDocument> AttentionByType { get; set; } = [];

    public int NumKvSharedLayers { get; set; }

    public bool KvSharedPairs { get; set; }

    public List<int>? CompressRatios { get; set; }

    public MlpDocument Mlp { get; set; } = new();

    public ExpertsDocument? Moe { get; set; }

    public Dictionary<string, RecurrenceDocument> Ssm { get; set; } = [];

    public NormsDocument? Norms { get; set; }

    public CountDocument? Mtp { get; set; }

    public TowerDocument? Tower { get; set; }

    public CountDocument? Encoder { get; set; }

    public List<CountDocument> Extra { get; set; } = [];

    public string? TorchDtype { get; set; }

    public string? NativeQuantization { get; set; }

    public string? NativeFormat { get; set; }

    public PublishedDocument? Published { get; set; }

    public string? Note { get; set; }

    public string? LayerPattern { get; set; }

    public string? Provenance { get; set; }

    public List<string> Source { get; set; } = [];
}
