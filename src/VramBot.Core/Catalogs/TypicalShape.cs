namespace VramBot.Core.Catalogs;

/// <summary>A model given by numbers: its size, and whatever else of its shape is known. What is left out is as usual at that size.</summary>
/// <param name="Billions">Weights in billions; of one expert where there are several.</param>
public sealed record TypicalShape(double Billions)
{
    /// <summary>Experts of a mixture; zero for a dense model.</summary>
    public int Experts { get; init; }

    /// <summary>Layers.</summary>
    public int? Layers { get; init; }

    /// <summary>Width of the residual stream.</summary>
    public int? HiddenSize { get; init; }

    /// <summary>Query heads.</summary>
    public int? Heads { get; init; }

    /// <summary>Heads of keys and values.</summary>
    public int? KeyValueHeads { get; init; }

    /// <summary>Width of a head.</summary>
    public int? HeadDim { get; init; }

    /// <summary>Rows of the token embedding.</summary>
    public int? Vocabulary { get; init; }

    /// <summary>Whether more than the size is known.</summary>
    public bool SaysMore => (Layers ?? HiddenSize ?? Heads ?? KeyValueHeads ?? HeadDim ?? Vocabulary) is not null;
}
