namespace VramBot.CatalogFiles.Documents;

/// <summary>Attention, or what one type of layer changes in it.</summary>
internal sealed record AttentionDocument
{
    public string? Type { get; set; }

    public int? Heads { get; set; }

    public int? KvHeads { get; set; }

    public int? HeadDim { get; set; }

    public int? VHeadDim { get; set; }

    public bool? QkvBias { get; set; }

    public bool? OBias { get; set; }

    public string? QkNorm { get; set; }

    public bool? OutputGate { get; set; }

    public bool? HeadGate { get; set; }

    public bool? Sinks { get; set; }

    public bool? KEqV { get; set; }

    public int? KvLoraRank { get; set; }

    public int? QLoraRank { get; set; }

    public int? QkRopeHeadDim { get; set; }

    public int? QkNopeHeadDim { get; set; }

    public int? OLoraRank { get; set; }

    public int? OGroups { get; set; }

    public int? IndexHeads { get; set; }

    public int? IndexHeadDim { get; set; }

    public int? IndexTopk { get; set; }

    public IndexerDocument? Indexer { get; set; }

    /// <summary>This block with the facts of <paramref name="change"/> over it.</summary>
    public AttentionDocument With(AttentionDocument change) => this with
    {
        Heads = change.Heads ?? Heads,
        KvHeads = change.KvHeads ?? KvHeads,
        HeadDim = change.HeadDim ?? HeadDim,
        VHeadDim = change.VHeadDim ?? VHeadDim,
        QkvBias = change.QkvBias ?? QkvBias,
        OBias = change.OBias ?? OBias,
        QkNorm = change.QkNorm ?? QkNorm,
        OutputGate = change.OutputGate ?? OutputGate,
        HeadGate = change.HeadGate ?? HeadGate,
        Sinks = change.Sinks ?? Sinks,
        KEqV = change.KEqV ?? KEqV,
    };
}

/// <summary>The scorer of sparse attention.</summary>
internal sealed record IndexerDocument
{
    public int Heads { get; set; }

    public int HeadDim { get; set; }
}

/// <summary>How rotary positions are scaled.</summary>
internal sealed record RopeDocument
{
    public double LinearFactor { get; set; } = 1;

    public bool LocalBase { get; set; }

    public bool Multimodal { get; set; }

    public double Fraction { get; set; } = 1;
}

/// <summary>What all feed-forward blocks of a model share.</summary>
internal sealed record MlpDocument
{
    public bool Gated { get; set; } = true;

    public bool Bias { get; set; }

    public string? Activation { get; set; }
}

/// <summary>A mixture of experts.</summary>
internal sealed record ExpertsDocument
{
    public int? Experts { get; set; }

    public int? ExpertsPerToken { get; set; }

    public int? MoeIntermediateSize { get; set; }

    public int? SharedIntermediateSize { get; set; }

    public bool? SharedGated { get; set; }

    public bool SharedBias { get; set; } = true;

    public bool SharedGate { get; set; }

    public int RouterBias { get; set; }

    public int CorrectionBias { get; set; }

    public int? LatentSize { get; set; }

    public bool LatentNorm { get; set; }

    public int? DenseResidualIntermediateSize { get; set; }

    public int? FirstKDenseReplace { get; set; }

    public string? LayerMap { get; set; }
}

/// <summary>A recurrent mixer.</summary>
internal sealed record RecurrenceDocument
{
    public string? Kind { get; set; }

    public int DInner { get; set; }

    public int DState { get; set; }

    public int DtRank { get; set; }

    public int? ConvKernel { get; set; }

    public bool ConvBias { get; set; } = true;

    public bool ProjBias { get; set; }

    public bool InnerNorms { get; set; }

    public int? Groups { get; set; }

    public int Heads { get; set; }

    public int HeadDim { get; set; }

    public bool GatedNorm { get; set; } = true;

    public int KeyHeads { get; set; }

    public int KeyHeadDim { get; set; }

    public int ValueHeads { get; set; }

    public int ValueHeadDim { get; set; }

    public bool FullRankGate { get; set; }

    public bool Bias { get; set; }
}

/// <summary>Normalisation.</summary>
internal sealed record NormsDocument
{
    public string? Type { get; set; }

    public bool Bias { get; set; }

    public bool Final { get; set; } = true;

    public bool Embedding { get; set; }

    public int? PerLayer { get; set; }

    public Dictionary<string, int>? PerLayerByType { get; set; }
}

/// <summary>Weights that are counted rather than shaped.</summary>
internal sealed record CountDocument
{
    public string? Name { get; set; }

    public int? Layers { get; set; }

    public long Params { get; set; }

    public string? Note { get; set; }
}

/// <summary>A vision or audio tower.</summary>
internal sealed record TowerDocument
{
    public long Params { get; set; }

    public long WholeParams { get; set; }

    public string? Derivation { get; set; }

    public string? Kind { get; set; }

    public int? ImagePatches { get; set; }

    public int? TokenSide { get; set; }

    public int? Width { get; set; }
}

/// <summary>The published number of weights.</summary>
internal sealed record PublishedDocument
{
    public long Parameters { get; set; }

    public bool Rounded { get; set; }

    public bool IncludesMtp { get; set; }

    public bool TextOnly { get; set; }

    public double? TolerancePercent { get; set; }

    public string? Source { get; set; }

    public long? Active { get; set; }
}
