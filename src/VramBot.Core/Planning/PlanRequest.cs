using VramBot.Core.Estimation;
using VramBot.Core.Gpus;
using VramBot.Core.Units;

namespace VramBot.Core.Planning;

/// <summary>What a serving capacity is planned from.</summary>
public sealed record PlanRequest
{
    /// <summary>Model, formats, engine and switches of a replica; its context, sequences and card are put aside.</summary>
    public required EstimateRequest Request { get; init; }

    /// <summary>What has to be served.</summary>
    public required Traffic Traffic { get; init; }

    /// <summary>The card; null when it is to be chosen.</summary>
    public Gpu? Gpu { get; init; }

    /// <summary>Cards of one replica; null when they are to be chosen.</summary>
    public int? Cards { get; init; }

    /// <summary>Share of each card that is to stay free; null for the engine's own reserve.</summary>
    public double? Headroom { get; init; }

    /// <summary>Tokens that the engine is set up for (max_model_len); null for the longest class.</summary>
    public TokenCount? Context { get; init; }

    /// <summary>Slots that the engine was told to make (llama.cpp's -np); null for as many as fit.</summary>
    public int? Slots { get; init; }

    /// <summary>Tokens of the longest sequence that a replica must take.</summary>
    public TokenCount Longest => Context ?? Traffic.Longest.Length;
}
