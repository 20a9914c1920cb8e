using System.Collections.Immutable;
using VramBot.Core.Units;

namespace VramBot.Core.Models;

/// <summary>The shape of a network: everything that decides how many weights it has and what its cache holds.</summary>
public sealed record Network
{
    /// <summary>Width of the residual stream, h.</summary>
    public required int HiddenSize { get; init; }

    /// <summary>Rows of the token embedding, V.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>Columns of the token embedding; differs from <see cref="HiddenSize"/> only in models that project it.</summary>
    public required int EmbeddingWidth { get; init; }

    /// <summary>Rows of a learned position table; zero with rotary or relative positions.</summary>
    public int PositionEmbeddings { get; init; }

    /// <summary>Whether the output head is the token embedding itself.</summary>
    public required bool TiedEmbeddings { get; init; }

    /// <summary>Whether the output head adds a bias per word.</summary>
    public bool HeadBias { get; init; }

    /// <summary>The kind of normalisation and where it stands outside the layers.</summary>
    public required Norms Norms { get; init; }

    /// <summary>The layers from the input to the output.</summary>
    public required ImmutableArray<Layer> Layers { get; init; }

    /// <summary>Weights that fit no other place, named by their source.</summary>
    public ImmutableArray<ExtraTensors> Extra { get; init; } = [];

    /// <summary>The vision or audio tower with its projector; null for a text model.</summary>
    public Tower? Tower { get; init; }

    /// <summary>The next-token layers that serve speculative decoding; loaded only when used.</summary>
    public MultiTokenPrediction? MultiTokenPrediction { get; init; }

    /// <summary>Layers of a bidirectional encoder, which keep no cache; zero for a decoder-only model.</summary>
    public int EncoderLayers { get; init; }

    /// <summary>The factor by which linear rope scaling stretches positions; 1 without it. Engines size the rope table by it.</summary>
    public double RopeLinearFactor { get; init; } = 1;

    /// <summary>Whether sliding layers rotate with a base of their own and so need a second rope table (Gemma 3).</summary>
    public bool HasLocalRope { get; init; }

    /// <summary>Whether positions have three axes, time, height and width (mrope): engines keep room for long videos in the rope table.</summary>
    public bool HasMultimodalRope { get; init; }

    /// <summary>The part of a head that positions turn (partial_rotary_factor).</summary>
    public double RopeFraction { get; init; } = 1;

    /// <summary>The longest context that the model was made for.</summary>
    public required TokenCount MaxContext { get; init; }
}
